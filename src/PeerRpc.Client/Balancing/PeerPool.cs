using PeerRpc.Core.Balancing;
using PeerRpc.Core.Connections;

namespace PeerRpc.Client.Balancing;

/// <summary>Follows the directory for all that share out calls among the same peers.</summary>
/// <remarks>
/// 1. The first call begins to watch, and waits for the first update. 2. When there has been no call for a while, the
/// watch ends; the next call begins another one. 3. If the broker refuses, those that wait are told, and the next call
/// tries again.
/// </remarks>
internal sealed class PeerPool : IAsyncDisposable
{
    private static readonly TimeSpan Unused = TimeSpan.FromMinutes(1);

    private readonly PoolServices _services;
    private readonly PeerFilter _filter;
    private readonly Lock _gate = new(); // guards the rest
    private CancellationTokenSource? _watch;
    private Task _watching = Task.CompletedTask;
    private bool _disposed;

    public PeerPool(PoolServices services, PeerFilter filter)
    {
        _services = services;
        _filter = filter;
        Calls = new CallPool(services.Time, services.Work, Follow);
    }

    /// <summary>The peers.</summary>
    public CallPool Calls { get; }

    /// <summary>Whether the directory is being followed.</summary>
    public bool IsFollowing
    {
        get
        {
            lock (_gate)
                return _watch is not null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        CancellationTokenSource? watch;
        Task watching;
        lock (_gate)
        {
            _disposed = true;
            (watch, watching) = (_watch, _watching);
        }
        if (watch is null)
            return;
        watch.Fire();
        await watching.Branch().ConfigureAwait(false);
    }

    private static PeerRpcException Closed() =>
        new(PeerErrorCode.Unavailable, "The client is closed; connect a new one.");

    private void Follow()
    {
        lock (_gate)
        {
            if (_disposed)
                throw Closed();
            if (_watch is not null)
                return;
            _watch = new CancellationTokenSource();
            _watching = RunApart(_watch);
        }
    }

    // The watch has nothing to do with the call within which it happens to begin.
    private Task RunApart(CancellationTokenSource watch)
    {
        if (ExecutionContext.IsFlowSuppressed())
            return RunAsync(watch);
        using (ExecutionContext.SuppressFlow())
            return RunAsync(watch);
    }

    private async Task RunAsync(CancellationTokenSource watch)
    {
        // Not under the gate, nor within the call that wants the peers.
        await _services.Work.RunAsync(static () => Task.FromResult(true)).ConfigureAwait(false);
        using ITimer idle = _services.Time.CreateTimer(
            static state => ((PeerPool)state!).StopIfUnused(), this, Unused, Unused);
        PeerRpcException? failure = null;
        try
        {
            await foreach (PeerDirectoryUpdate update in _services.Watch(_filter, watch.Token)
                .ConfigureAwait(false))
                Calls.Update(update.Peers, _services.Open);
        }
        catch (PeerRpcException refused)
        {
            failure = refused;
        }
        catch (OperationCanceledException)
        {
            failure = null;
        }
        End(watch, failure);
    }

    private void End(CancellationTokenSource watch, PeerRpcException? failure)
    {
        lock (_gate)
        {
            _watch = null;
            Calls.Forget();
            if (_disposed)
                failure = Closed();
        }
        // Not disposed: the idle timer, or a disposal, may be about to fire it, and it holds nothing but memory.
        // Calls that came while the watch was ending find that there is none, and begin another one.
        Calls.Tell(failure);
    }

    private void StopIfUnused()
    {
        CancellationTokenSource? watch;
        lock (_gate)
            watch = Calls.TakeUsed() ? null : _watch;
        if (watch is not null)
            watch.Fire();
    }
}
