using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using PeerRpc.Client.Connections;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Groups;

namespace PeerRpc.Client.Groups;

/// <summary>Keeps an id of this client a member of a group, over one connection after another.</summary>
/// <remarks>
/// 1. It joins, and takes what is sent, one message after another. 2. When the connection is lost it joins again, and
/// names the membership and how far it has got: so the broker sends what it still has, and says what it has not. A
/// broker that was restarted does not know the membership, and makes a new one. 3. When the client has lost the id, it
/// waits for it: the broker knows the membership no more then, either. 4. It ends when it is left or its id is given
/// up, or when the broker does not want it any more.
/// </remarks>
/// <param name="group">The group.</param>
/// <param name="peerId">The id.</param>
/// <param name="start">
/// How far the membership has got that this one takes the place of; that there is something between the two, the broker
/// says.
/// </param>
/// <param name="listener">Told of what comes.</param>
/// <param name="services">What it works with.</param>
[SuppressMessage("Design", "CA1001", Justification = "Without a timer or wait handle a source holds nothing.")]
internal sealed partial class GroupMembership(
    string group, string peerId, GroupPosition start, IGroupListener listener, GroupServices services)
    : IThreadPoolWorkItem
{
    private readonly CancellationTokenSource _stop = new();
    private readonly DeferredCompletion<PeerRpcException?> _joined = new(services.Work);
    private readonly DeferredCompletion<PeerRpcException?> _over = new(services.Work);
    private volatile bool _isRevoked;

    /// <summary>The id.</summary>
    public string PeerId => peerId;

    /// <summary>
    /// Whether the broker may count it, for all that is known here: also when no answer has come to a joining.
    /// </summary>
    public bool MayBeCounted { get; private set; }

    /// <summary>Whether it has begun.</summary>
    public bool HasJoined { get; private set; }

    /// <summary>How far it has got.</summary>
    public GroupPosition Position { get; private set; } = start;

    /// <summary>Ends when it has joined for the first time, with null, or with why it could not.</summary>
    public Task<PeerRpcException?> Joined => _joined.Task.Branch();

    /// <summary>Ends when the listener has been told of the end: with why, or with null if it was meant.</summary>
    public Task<PeerRpcException?> Over => _over.Task.Branch();

    /// <summary>Begins; the listener may be told before this returns.</summary>
    public void Start() => services.Work.Defer(this);

    /// <summary>Takes nothing more; the broker is not told.</summary>
    /// <returns>A task that ends when the listener is told of nothing any more.</returns>
    public Task StopAsync()
    {
        _stop.Cancel();
        return Over;
    }

    /// <summary>The id has been given up.</summary>
    public void Revoke()
    {
        _isRevoked = true;
        _stop.Cancel();
    }

    // In a work item, so that it does not count as a part of the call that is being served where the group was joined.
    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        PeerRpcException? failure = null;
        try
        {
            failure = await KeepAsync().ConfigureAwait(false);
            // The last attempt did not reach the broker; one before it may have.
            if (!HasJoined && MayBeCounted && failure.Executed == Executed.No)
                failure = new PeerRpcException(failure.Code, failure.Message, Executed.Maybe, failure.Origin);
        }
        catch (OperationCanceledException) when (_isRevoked)
        {
            failure = NotRegistered();
            MayBeCounted = false;
        }
        catch (OperationCanceledException)
        {
            // It is left.
            Log.Left(services.Logger, peerId, group);
        }
        if (failure is not null && !listener.IsKept)
            Log.Lost(services.Logger, peerId, group, failure.Code, failure.Message);
        listener.OnInterrupted();
        listener.OnEnded(this, failure);
        _joined.TryComplete(failure ?? new PeerRpcException(PeerErrorCode.Cancelled, $"'{group}' has been left."));
        _over.TryComplete(failure);
    }

    private async Task<PeerRpcException> KeepAsync()
    {
        while (true)
        {
            long hold = await GetIdAsync().ConfigureAwait(false);
            if (hold == 0)
                return NotRegistered();
            PeerRpcException failure = await FailureOfAsync(FollowAsync()).ConfigureAwait(false);
            listener.OnInterrupted();
            _stop.Token.ThrowIfCancellationRequested();
            // It may have been denied because the id was not there yet, or not any more.
            if (failure.Code == PeerErrorCode.PermissionDenied && services.Ids.HoldOf(peerId) != hold)
                continue;
            if (!MayPass(failure.Code))
                return failure;
            await Resubscribing.WaitAsync(failure.Code, services.Work, services.Time, _stop.Token)
                .ConfigureAwait(false);
        }
    }

    // Waits for the id; 0 if nobody tries to get it, and nobody here has been a member with it.
    private async Task<long> GetIdAsync()
    {
        bool isTold = false;
        while (true)
        {
            Task changed = services.Ids.NextChangeAsync();
            if (services.Ids.HoldOf(peerId) is > 0 and var hold)
                return hold;
            if (!services.Ids.IsRegistered(peerId))
            {
                MayBeCounted = false;
                if (!HasJoined && !services.Ids.IsWanted(peerId))
                    return 0;
                if (HasJoined && !isTold)
                    Log.Waiting(services.Logger, peerId, group);
                isTold = true;
            }
            await changed.WaitAsync(_stop.Token).ConfigureAwait(false);
        }
    }

    private PeerRpcException NotRegistered() => new(
        PeerErrorCode.PermissionDenied,
        $"'{peerId}' is not a member of '{group}', because it is not registered any more.");

    // Who has not joined yet is told at once.
    private bool MayPass(PeerErrorCode code) =>
        code == PeerErrorCode.ConnectionLost || (HasJoined && Resubscribing.MayPass(code));

    private async Task<PeerRpcException> FailureOfAsync(Task following)
    {
        try
        {
            await following.ConfigureAwait(false);
            // A broker ends it so when the id has ended there: it is known here, or will be soon.
            MayBeCounted = false;
            return new PeerRpcException(
                PeerErrorCode.Unavailable, $"The broker has ended the membership of '{peerId}' in '{group}'.");
        }
        catch (PeerRpcException failure)
        {
            if (failure.Executed != Executed.No)
                MayBeCounted = failure.Code != PeerErrorCode.SlowConsumer;
            return failure;
        }
    }

    private async Task FollowAsync()
    {
        var join = new GroupJoin(group, peerId, Position.Epoch, Position.Number, Position.Seen);
        IAsyncEnumerable<GroupItem> items =
            await services.Broker.JoinAsync(join, _stop.Token).ConfigureAwait(false);
        await foreach (GroupItem item in items.WithCancellation(_stop.Token).ConfigureAwait(false))
        {
            if (item.Epoch != Guid.Empty)
                Begin(item);
            else if (item.Message is { } message)
                await TakeAsync(item.Number, message).ConfigureAwait(false);
            else
                Miss(item, PeerGroupGapReason.Overflow);
        }
    }

    private void Begin(GroupItem item)
    {
        Position = new GroupPosition(item.Epoch, Position.Number, item.Epoch == Position.Epoch ? Position.Seen : 0);
        Miss(item, PeerGroupGapReason.Reconnect);
        HasJoined = MayBeCounted = true;
        listener.OnJoined();
        _joined.TryComplete(null);
    }

    private void Miss(GroupItem item, PeerGroupGapReason reason)
    {
        Position = Position with { Number = item.Number, Seen = Position.Seen + Math.Max(0, item.Missed) };
        if (item.Missed != 0)
            listener.OnGap(new PeerGroupGap { Missed = item.Missed > 0 ? item.Missed : null, Reason = reason });
    }

    private async ValueTask TakeAsync(long number, GroupDelivery message)
    {
        // First: whatever becomes of it here, it is not wanted twice.
        Position = Position with { Number = number, Seen = Position.Seen + 1 };
        if (message.Path.Length == 0)
            listener.OnTopic(message);
        else
            await services.Calls.ServeAsync(group, peerId, message, _stop.Token).ConfigureAwait(false);
    }

    private static partial class Log
    {
        [LoggerMessage(217, LogLevel.Error,
            "{PeerId} is not a member of the group {Group} any more ({Code}): {Reason}")]
        public static partial void Lost(
            ILogger logger, string peerId, string group, PeerErrorCode code, string reason);

        [LoggerMessage(221, LogLevel.Warning,
            "{PeerId} is not registered any more; it joins the group {Group} again as soon as it is.")]
        public static partial void Waiting(ILogger logger, string peerId, string group);

        [LoggerMessage(218, LogLevel.Debug, "{PeerId} has left the group {Group}.")]
        public static partial void Left(ILogger logger, string peerId, string group);
    }
}
