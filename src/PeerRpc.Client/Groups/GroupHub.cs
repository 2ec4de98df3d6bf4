using Microsoft.Extensions.Logging;
using PeerRpc.Core.Groups;
using PeerRpc.Serialization;

namespace PeerRpc.Client.Groups;

/// <summary>What a client has to do with one group: its membership, and who wants to be told. For any thread.</summary>
/// <param name="name">The group.</param>
/// <param name="services">What it works with.</param>
internal sealed partial class GroupHub(string name, GroupServices services) : IGroupListener
{
    // A connection that is lost while the broker is told is made again; more often than that is no accident.
    private const int MostAttempts = 3;

    private readonly Lock _gate = new(); // guards what follows
    private readonly Dictionary<(string Topic, Type Type), ITopicReaders> _topics = [];
    private GroupMembership? _membership;
    private string? _untold; // the id that has left, until the broker knows
    private bool _closed;

    /// <summary>Those who want to know of what was missed.</summary>
    public Observers<PeerGroupGap> Gaps { get; } = new(services.Logger);

    /// <summary>Makes an id a member; does nothing if this client is one already.</summary>
    /// <exception cref="PeerRpcException">The broker refuses.</exception>
    public async Task JoinAsync(string peerId, CancellationToken cancellationToken)
    {
        GroupMembership? added = null;
        GroupMembership membership;
        lock (_gate)
        {
            if (_closed)
                throw new PeerRpcException(PeerErrorCode.Unavailable, "The client is closed; connect a new one.");
            membership = _membership ??= added = new GroupMembership(name, peerId, this, services);
        }
        added?.Start();
        try
        {
            if (await membership.Joined.WaitAsync(cancellationToken).ConfigureAwait(false) is { } refused)
                throw new PeerRpcException(refused.Code, refused.Message, refused.Executed, refused.Origin);
        }
        catch (OperationCanceledException) when (added is not null)
        {
            _ = AbandonAsync(added);
            throw;
        }
    }

    /// <summary>Ends the membership; does nothing if there is none.</summary>
    /// <exception cref="PeerRpcException">The broker could not be told.</exception>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        GroupMembership? membership;
        string? leaving;
        lock (_gate)
        {
            membership = _membership;
            leaving = _untold = membership?.PeerId ?? _untold;
        }
        if (membership is not null)
            await membership.StopAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        if (leaving is null)
            return;
        await TellAsync(leaving, cancellationToken).ConfigureAwait(false);
        lock (_gate)
            _untold = null;
    }

    /// <summary>Subscribes to the messages of a topic.</summary>
    public IDisposable Subscribe<T>(string topic, PeerCodec<T> codec, IObserver<PeerTopicMessage<T>> observer)
    {
        lock (_gate)
        {
            if (!_topics.TryGetValue((topic, typeof(T)), out ITopicReaders? readers))
                _topics.Add((topic, typeof(T)), readers = new TopicReaders<T>(codec, services.Logger));
            return ((TopicReaders<T>)readers).Observers.Subscribe(observer);
        }
    }

    /// <summary>The client is closed: nothing is joined any more.</summary>
    /// <returns>A task that ends when nobody is told of anything any more.</returns>
    public async Task CloseAsync()
    {
        GroupMembership? membership;
        lock (_gate)
        {
            _closed = true;
            membership = _membership;
        }
        if (membership is not null)
            await membership.StopAsync().ConfigureAwait(false);
        End(null);
    }

    // The broker may have made it a member before the joining was given up.
    private async Task AbandonAsync(GroupMembership membership)
    {
        await membership.StopAsync().ConfigureAwait(false);
        try
        {
            await TellAsync(membership.PeerId, CancellationToken.None).ConfigureAwait(false);
        }
        catch (PeerRpcException failure)
        {
            Log.NotTold(services.Logger, name, failure.Code, failure.Message);
        }
    }

    private async Task TellAsync(string peerId, CancellationToken cancellationToken)
    {
        int left = MostAttempts;
        bool isTold = false;
        // Asked twice, it changes nothing.
        while (!isTold)
            isTold = await TryLeaveAsync(peerId, --left == 0, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> TryLeaveAsync(string peerId, bool isLast, CancellationToken cancellationToken)
    {
        try
        {
            await services.Broker.LeaveAsync(name, peerId, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (PeerRpcException lost) when (lost.Code == PeerErrorCode.ConnectionLost && !isLast)
        {
            return false;
        }
    }

    void IGroupListener.OnGap(PeerGroupGap gap) => Gaps.Next(gap);

    void IGroupListener.OnTopic(GroupDelivery message)
    {
        ITopicReaders[] readers;
        lock (_gate)
            readers = [.. _topics.Where(topic => topic.Key.Topic == message.Method).Select(topic => topic.Value)];
        foreach (ITopicReaders reader in readers)
            reader.Read(message);
    }

    void IGroupListener.OnEnded(GroupMembership membership, PeerRpcException? failure)
    {
        lock (_gate)
            _membership = null;
        End(failure);
    }

    private void End(PeerRpcException? failure)
    {
        ITopicReaders[] readers;
        lock (_gate)
        {
            readers = [.. _topics.Values];
            _topics.Clear();
        }
        foreach (ITopicReaders reader in readers)
            reader.End(failure);
        Gaps.End(failure);
    }

    private static partial class Log
    {
        [LoggerMessage(219, LogLevel.Warning,
            "The broker could not be told that the group {Group} was not joined after all ({Code}): {Reason}")]
        public static partial void NotTold(ILogger logger, string group, PeerErrorCode code, string reason);
    }
}
