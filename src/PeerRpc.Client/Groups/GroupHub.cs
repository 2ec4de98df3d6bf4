using Microsoft.Extensions.Logging;
using PeerRpc.Client.Events;
using PeerRpc.Core.Groups;
using PeerRpc.Serialization;

namespace PeerRpc.Client.Groups;

/// <summary>What a client has to do with one group: its membership, and who wants to be told. For any thread.</summary>
/// <remarks>
/// A membership belongs to all who have asked for it: it ends before it has begun only if each of them has given up.
/// One that ends is waited for until the broker knows, so that no later one is taken for it.
/// </remarks>
internal sealed partial class GroupHub : IGroupListener
{
    private readonly GroupServices _services;
    private readonly Action<GroupHub> _rested;
    private readonly Observers<PeerGroupGap> _gaps;
    private readonly Lock _gate = new(); // guards what follows
    private readonly Dictionary<(string Topic, Type Type), ITopicReaders> _topics = [];
    private GroupMembership? _membership;
    private GroupDeparture? _departure;
    private bool _isGivenUp; // by all who have asked for the membership, before any of them was told that it has begun
    private int _holders; // of the membership: who waits for it, or has been told that it has begun
    private string? _untold; // the id that has left, until the broker knows
    private bool _closed;

    /// <param name="name">The group.</param>
    /// <param name="services">What it works with.</param>
    /// <param name="rested">Told whenever it may have become idle; not under its gate.</param>
    /// <param name="isClosed">Whether the client is closed already.</param>
    public GroupHub(string name, GroupServices services, Action<GroupHub> rested, bool isClosed)
    {
        Name = name;
        _services = services;
        _rested = rested;
        _closed = isClosed;
        _gaps = new Observers<PeerGroupGap>(services.Logger);
    }

    /// <summary>The group.</summary>
    public string Name { get; }

    /// <summary>How the client stands to it.</summary>
    public GroupStanding Standing { get; } = new();

    /// <summary>How many are about to do something with it; under the gate of <see cref="GroupHubs"/>.</summary>
    public int Users { get; set; }

    /// <summary>Whether it has nothing to remember: another one would do as well.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return _membership is null && _departure is null && _untold is null && _gaps.IsEmpty
                    && Standing.IsEmpty && _topics.Values.All(readers => readers.IsEmpty);
            }
        }
    }

    /// <summary>Makes an id a member; does nothing if this client is one already.</summary>
    /// <exception cref="PeerRpcException">The broker refuses.</exception>
    public async Task JoinAsync(string peerId, CancellationToken cancellationToken)
    {
        GroupMembership? membership;
        while (!TryHold(peerId, out membership, out GroupDeparture? departure))
            await departure!.Over.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (await membership!.Joined.WaitAsync(cancellationToken).ConfigureAwait(false) is { } refused)
                throw new PeerRpcException(refused.Code, refused.Message, refused.Executed, refused.Origin);
        }
        catch (OperationCanceledException)
        {
            if (Release(membership!) is { } departure)
                _ = ReportAsync(departure);
            throw;
        }
    }

    /// <summary>Ends the membership; does nothing if there is none.</summary>
    /// <exception cref="PeerRpcException">The broker could not be told.</exception>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        GroupDeparture departure;
        lock (_gate)
        {
            if (_departure is null && (_membership?.PeerId ?? _untold) is { } leaving)
                Depart(leaving);
            if (_departure is null)
                return;
            departure = _departure;
        }
        if (await departure.Over.WaitAsync(cancellationToken).ConfigureAwait(false) is { } failure)
            throw failure;
    }

    /// <summary>Subscribes to what the member misses.</summary>
    public IDisposable Subscribe(IObserver<PeerGroupGap> observer) => RestAfter(_gaps.Subscribe(observer));

    /// <summary>Subscribes to the messages of a topic.</summary>
    public IDisposable Subscribe<T>(string topic, PeerCodec<T> codec, IObserver<PeerTopicMessage<T>> observer)
    {
        (string, Type) key = (topic, typeof(T));
        IDisposable subscription;
        lock (_gate)
        {
            if (!_topics.TryGetValue(key, out ITopicReaders? readers))
                _topics.Add(key, readers = new TopicReaders<T>(codec, _services.Logger));
            subscription = ((TopicReaders<T>)readers).Observers.Subscribe(observer);
        }
        return new HubSubscription(() =>
        {
            subscription.Dispose();
            Forget(key);
            _rested(this);
        });
    }

    /// <summary>Has somebody told of how the client stands to the group.</summary>
    public IDisposable Watch(IGroupWatcher watcher)
    {
        IDisposable watching = Standing.Watch(watcher);
        bool isClosed;
        lock (_gate)
            isClosed = _closed;
        if (isClosed)
            watcher.OnClosed();
        return RestAfter(watching);
    }

    /// <summary>An id has been given up, and the broker knows: the membership ends if it is of that id.</summary>
    public void Revoke(string peerId)
    {
        GroupMembership? membership;
        lock (_gate)
            membership = _departure is null && _membership?.PeerId == peerId ? _membership : null;
        membership?.Revoke();
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
        Standing.Close();
        End(null);
    }

    void IGroupListener.OnJoined() => Standing.Join();

    void IGroupListener.OnInterrupted() => Standing.Pause();

    void IGroupListener.OnGap(PeerGroupGap gap)
    {
        Standing.Miss();
        _gaps.Next(gap);
    }

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
        bool isLeft;
        GroupDeparture? departure = null;
        lock (_gate)
        {
            _membership = null;
            isLeft = !_isGivenUp;
            _isGivenUp = false;
            // Or others would see a member that gets nothing.
            if (failure is not null && membership.MayBeCounted && _departure is null)
                departure = Depart(membership.PeerId);
        }
        if (departure is not null)
            _ = ReportAsync(departure);
        // What is subscribed to waits for a membership. A joining that was given up is not the end of one.
        if (isLeft)
            End(failure);
        _rested(this);
    }

    // Not while one ends: the broker would take the leaving of that for the leaving of the next.
    private bool TryHold(string peerId, out GroupMembership? membership, out GroupDeparture? departure)
    {
        lock (_gate)
        {
            if (_closed)
                throw new PeerRpcException(PeerErrorCode.Unavailable, "The client is closed; connect a new one.");
            // Another id takes the place of one that is lost, and that nobody tries to get back.
            if (_departure is null && _membership is { } lost && lost.PeerId != peerId
                && !_services.Ids.IsRegistered(lost.PeerId))
                Depart(lost.PeerId);
            departure = _departure;
            membership = _membership;
            if (departure is not null)
                return false;
            if (membership is null)
            {
                _holders = 0;
                _membership = membership = new GroupMembership(Name, peerId, this, _services);
                membership.Start();
            }
            _holders++;
            return true;
        }
    }

    // Somebody does not wait for it any more. The broker may have made it a member before everybody had given up.
    private GroupDeparture? Release(GroupMembership membership)
    {
        lock (_gate)
        {
            if (_membership != membership || --_holders > 0 || _departure is not null)
                return null;
            _isGivenUp = true;
            return Depart(membership.PeerId);
        }
    }

    // Under the gate.
    private GroupDeparture Depart(string peerId)
    {
        _departure = new GroupDeparture(Name, peerId, _membership, _services, OnDeparted);
        _departure.Start();
        return _departure;
    }

    private void OnDeparted(GroupDeparture departure, PeerRpcException? failure)
    {
        lock (_gate)
        {
            _departure = null;
            _untold = failure is null ? null : departure.PeerId;
        }
        _rested(this);
    }

    // Nobody waits for it who could be told.
    private async Task ReportAsync(GroupDeparture departure)
    {
        if (await departure.Over.ConfigureAwait(false) is { } failure)
            Log.NotTold(_services.Logger, Name, failure.Code, failure.Message);
    }

    private HubSubscription RestAfter(IDisposable subscription) => new(() =>
    {
        subscription.Dispose();
        _rested(this);
    });

    private void Forget((string Topic, Type Type) key)
    {
        lock (_gate)
        {
            if (_topics.TryGetValue(key, out ITopicReaders? readers) && readers.IsEmpty)
                _topics.Remove(key);
        }
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
        _gaps.End(failure);
    }

    private sealed class HubSubscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }

    private static partial class Log
    {
        [LoggerMessage(219, LogLevel.Warning,
            "The broker could not be told that the group {Group} is not joined, or not any more ({Code}): {Reason}")]
        public static partial void NotTold(ILogger logger, string group, PeerErrorCode code, string reason);
    }
}
