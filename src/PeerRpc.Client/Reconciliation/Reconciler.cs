using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using PeerRpc.Client.Groups;
using PeerRpc.Core.Connections;

namespace PeerRpc.Client.Reconciliation;

/// <summary>
/// Does what a <see cref="ReconciliationPlan"/> says: compares, waits after failures, follows the members. Meanwhile it
/// keeps this client one of them.
/// </summary>
/// <param name="group">The group's name.</param>
/// <param name="watch">Follows its members.</param>
/// <param name="compare">Compares with a member.</param>
/// <param name="services">What it works with.</param>
[SuppressMessage("Design", "CA1001", Justification = "Without a timer or wait handle a source holds nothing.")]
internal sealed partial class Reconciler(
    string group, Func<CancellationToken, IAsyncEnumerable<PeerDirectoryUpdate>> watch,
    Func<string, CancellationToken, Task> compare, ReconcilerServices services)
    : IGroupWatcher, IThreadPoolWorkItem, IAsyncDisposable
{
    private const int Limit = 8;

    private readonly CancellationTokenSource _stop = new();
    private readonly DeferredCompletion<bool> _over = new(services.Work);
    private readonly Lock _looking = new(); // held while the plan is told of the standing, so that the last one counts
    private readonly Lock _gate = new(); // guards the next two
    private int _active; // what has begun and not ended: the keeping, the following, comparisons, waits
    private bool _stopped;
    private MembershipKeeper? _keeper;
    private GroupStanding? _standing;
    private IDisposable? _watching;

    /// <summary>With whom to compare.</summary>
    public ReconciliationPlan Plan { get; } = new(Limit, services.Ids.IsRegistered);

    /// <summary>What is known of the members.</summary>
    public MemberUpdates Members { get; } = new(services.Logger);

    private ILogger Logger => services.Logger;

    /// <summary>Begins.</summary>
    /// <param name="hubs">Join the group, and tell how the client stands to it.</param>
    public void Start(GroupHubs hubs)
    {
        _keeper = new MembershipKeeper(group, hubs, services);
        _watching = hubs.Subscribe(group, hub =>
        {
            _standing = hub.Standing;
            return hub.Watch(this);
        });
        if (TryEnter())
            services.Work.Defer(this);
        else
            Members.End();
        OnStanding();
    }

    public void OnStanding()
    {
        if (_standing is not { } standing)
            return;
        lock (_looking)
        {
            (bool isJoined, long reasons) = standing.Current;
            Plan.SetStanding(isJoined, reasons);
        }
        Pump();
    }

    public void OnClosed() => Stop();

    /// <summary>Compares with a member.</summary>
    public void Ask(string peerId)
    {
        Plan.Ask(peerId);
        Pump();
    }

    /// <summary>Compares with all.</summary>
    public void AskAll()
    {
        Plan.AskAll();
        Pump();
    }

    /// <summary>Ends, and waits until nothing runs any more.</summary>
    public async ValueTask DisposeAsync()
    {
        _watching?.Dispose();
        Stop();
        await _over.Task.Branch().ConfigureAwait(false);
    }

    // In a work item, so that it does not count as a part of the call that is being served where it was begun.
    void IThreadPoolWorkItem.Execute()
    {
        if (TryEnter())
            _ = KeepAsync();
        _ = FollowAsync();
    }

    private void Stop()
    {
        lock (_gate)
        {
            if (_stopped)
                return;
            _stopped = true;
            _active++;
        }
        _stop.Fire();
        Plan.Close();
        Pump();
        Exit();
    }

    private bool TryEnter()
    {
        lock (_gate)
        {
            if (!_stopped)
                _active++;
            return !_stopped;
        }
    }

    private void Exit()
    {
        lock (_gate)
        {
            if (--_active == 0 && _stopped)
                _over.TryComplete(true);
        }
    }

    private async Task KeepAsync()
    {
        try
        {
            await _keeper!.RunAsync(_stop.Token).ConfigureAwait(false);
        }
        finally
        {
            Exit();
        }
    }

    private async Task FollowAsync()
    {
        int failures = 0;
        while (!_stop.IsCancellationRequested && !services.Closed.IsCompleted)
        {
            try
            {
                await foreach (PeerDirectoryUpdate update in watch(_stop.Token).ConfigureAwait(false))
                {
                    failures = 0;
                    Plan.SetMembers(update);
                    Members.Tell(update);
                    Pump();
                }
            }
            catch (Exception failure) when (failure is PeerRpcException or OperationCanceledException)
            {
                Plan.LoseMembers();
                Members.Lose();
                Log.NotFollowed(services.Logger, group, failure.Message);
                await services.DelayAsync(++failures, _stop.Token).ConfigureAwait(false);
            }
        }
        Members.End();
        Exit();
    }

    // Begins what may begin now, and stops what nobody wants any more.
    private void Pump()
    {
        while (Plan.TryBegin() is { } begun)
        {
            if (TryEnter())
                services.Work.Defer(new Comparison(this, begun.Member, begun.Stop));
            else
                Plan.End(begun.Member, mayPass: false, out _);
        }
        if (Plan.TakeStopped() is { Length: > 0 } stopped)
            services.Work.Defer(new Stopping(this, stopped));
    }

    private async Task CompareAsync(Neighbour member, CancellationToken cancellationToken)
    {
        bool mayPass = await TryCompareAsync(member.Id, cancellationToken).ConfigureAwait(false);
        bool waits = Plan.End(member, mayPass, out CancellationTokenSource? wait);
        Pump();
        if (waits)
        {
            await services.DelayAsync(member.Failures, wait!.Token).ConfigureAwait(false);
            Plan.EndWait(member, wait);
            Pump();
        }
        Exit();
    }

    // Whether it has failed in a way that may pass.
    private async Task<bool> TryCompareAsync(string peerId, CancellationToken cancellationToken)
    {
        try
        {
            await compare(peerId, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception stopped) when (cancellationToken.IsCancellationRequested)
        {
            // The member is gone, or nobody wants it any more: whatever comes of that is no failure.
            Log.Stopped(services.Logger, peerId, group, stopped.Message);
        }
        catch (PeerRpcException failure)
        {
            Log.TryingAgain(services.Logger, peerId, group, failure.Code, failure.Message);
            return true;
        }
        catch (Exception exception)
        {
            // It is the application's code that has failed; it would fail again.
            Log.Failed(services.Logger, peerId, group, exception);
        }
        return false;
    }

    private sealed class Comparison(Reconciler owner, Neighbour member, CancellationTokenSource stop)
        : IThreadPoolWorkItem
    {
        public void Execute() => _ = owner.CompareAsync(member, stop.Token);
    }

    private sealed class Stopping(Reconciler owner, CancellationTokenSource[] sources) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            foreach (CancellationTokenSource source in sources)
            {
                try
                {
                    source.Fire();
                }
                catch (AggregateException exception)
                {
                    // Listeners are the application's; one that throws must not keep the others from being stopped.
                    Log.ListenerFailed(owner.Logger, exception);
                }
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(222, LogLevel.Debug,
            "Comparing with {PeerId} of the group {Group} failed with {Code} and is tried again: {Reason}")]
        public static partial void TryingAgain(
            ILogger logger, string peerId, string group, PeerErrorCode code, string reason);

        [LoggerMessage(223, LogLevel.Error, "Comparing with {PeerId} of the group {Group} threw.")]
        public static partial void Failed(ILogger logger, string peerId, string group, Exception exception);

        [LoggerMessage(224, LogLevel.Debug, "The members of the group {Group} cannot be followed now: {Reason}")]
        public static partial void NotFollowed(ILogger logger, string group, string reason);

        [LoggerMessage(225, LogLevel.Debug, "Comparing with {PeerId} of the group {Group} was stopped: {Reason}")]
        public static partial void Stopped(ILogger logger, string peerId, string group, string reason);

        [LoggerMessage(226, LogLevel.Warning, "A listener to the token of a comparison threw.")]
        public static partial void ListenerFailed(ILogger logger, Exception exception);
    }
}
