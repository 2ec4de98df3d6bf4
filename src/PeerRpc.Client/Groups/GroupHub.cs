using PeerRpc.Core.Groups;
using PeerRpc.Serialization;

namespace PeerRpc.Client.Groups;

/// <summary>What a client has to do with one group: its membership, and who wants to be told. For any thread.</summary>
/// <param name="name">The group.</param>
/// <param name="services">What it works with.</param>
internal sealed class GroupHub(string name, GroupServices services) : IGroupListener
{
    // A connection that is lost while the broker is told is made again; more often than that is no accident.
    private const int MostAttempts = 3;

    private readonly Lock _gate = new(); // guards what follows
    private readonly Dictionary<(string Topic, Type Type), ITopicReaders> _topics = [];
    private GroupMembership? _membership;
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
            _ = added.StopAsync();
            throw;
        }
    }

    /// <summary>Ends the membership; does nothing if there is none.</summary>
    /// <exception cref="PeerRpcException">The broker could not be told.</exception>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        GroupMembership? membership;
        lock (_gate)
            membership = _membership;
        if (membership is null)
            return;
        await membership.StopAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        int left = MostAttempts;
        bool isTold = false;
        // Asked twice, it changes nothing.
        while (!isTold)
            isTold = await TryLeaveAsync(membership.PeerId, --left == 0, cancellationToken).ConfigureAwait(false);
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
}
