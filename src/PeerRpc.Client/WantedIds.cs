using Microsoft.Extensions.Logging;
using PeerRpc.Core.Connections;

namespace PeerRpc.Client;

/// <summary>Has the ids registered that the options name, and again whenever one was lost.</summary>
/// <remarks>
/// While a connection is made anew, an id is registered over it by <see cref="PeerIds"/> itself. Only what
/// has failed there, or has never been registered, is tried here.
/// </remarks>
/// <param name="ids">Registers them.</param>
/// <param name="options">The clock, and where delays come from.</param>
/// <param name="closed">Completes when there will be no other connection.</param>
/// <param name="logger">Told of what is tried again.</param>
internal sealed partial class WantedIds(PeerIds ids, PeerClientOptions options, Task closed, ILogger logger)
    : IThreadPoolWorkItem, IAsyncDisposable
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private readonly DeferredCompletion<bool> _over = new(options.Work);
    private readonly Lock _gate = new(); // guards what follows
    private bool _started;
    private bool _stopped;

    /// <summary>Begins.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (_started || _stopped)
                return;
            _started = true;
        }
        options.Work.Defer(this);
    }

    /// <summary>Ends; ids that are registered stay so.</summary>
    public async ValueTask DisposeAsync()
    {
        bool started;
        lock (_gate)
        {
            started = _started;
            _stopped = true;
        }
        _stop.Fire();
        if (started)
            await _over.Task.Branch().ConfigureAwait(false);
    }

    // In a work item, so that it does not count as a part of the call that is being served where the client was made.
    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        try
        {
            await Task.WhenAll(ids.States.Wanted.Select(KeepAsync)).ConfigureAwait(false);
            _over.TryComplete(true);
        }
        catch (OperationCanceledException)
        {
            // The client leaves.
            _over.TryComplete(false);
        }
    }

    private async Task KeepAsync(string peerId)
    {
        TimeSpan longest = FirstDelay;
        while (await IsMissingAsync(peerId).ConfigureAwait(false))
        {
            if (await TryRegisterAsync(peerId).ConfigureAwait(false))
            {
                longest = FirstDelay;
                continue;
            }
            // Full jitter: many clients whose broker has refused them must not ask again all at once.
            TimeSpan delay = longest * options.Random.NextDouble();
            await options.Work.DelayAsync(delay, options.TimeProvider, _stop.Token).ConfigureAwait(false);
            longest = longest * 2 < LongestDelay ? longest * 2 : LongestDelay;
        }
    }

    // Waits until it is not registered; false if it is not wanted any more.
    private async Task<bool> IsMissingAsync(string peerId)
    {
        while (true)
        {
            Task changed = ids.States.NextChangeAsync();
            if (closed.IsCompleted || !ids.States.IsWanted(peerId))
                return false;
            if (!ids.States.IsRegistered(peerId))
                return true;
            await changed.WaitAsync(_stop.Token).ConfigureAwait(false);
        }
    }

    private async Task<bool> TryRegisterAsync(string peerId)
    {
        try
        {
            await ids.RegisterAsync(peerId, _stop.Token).ConfigureAwait(false);
            // It may have been given up meanwhile, and the broker told of that first.
            if (!ids.States.IsWanted(peerId))
                await ids.UnregisterAsync(peerId, _stop.Token).ConfigureAwait(false);
            return true;
        }
        catch (PeerRpcException failure)
        {
            _stop.Token.ThrowIfCancellationRequested();
            ids.States.Miss(peerId, failure);
            Log.TryingAgain(logger, peerId, failure.Code, failure.Message);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(211, LogLevel.Warning, "Registering {PeerId} failed with {Code} and is tried again: {Reason}")]
        public static partial void TryingAgain(ILogger logger, string peerId, PeerErrorCode code, string reason);
    }
}
