using PeerRpc.Core.Groups;
using PeerRpc.Serialization;

namespace PeerRpc.Client.Groups;

/// <summary>What a client has to do with one group: its membership, and who wants to be told. For any thread.</summary>
/// <remarks>
/// A membership belongs to all who have asked for it: it ends before it has begun only if each of them has given up.
/// One that ends is waited for until the broker knows, so that no later one is taken for it. Whoever watches how the
/// client stands to the group keeps it a member: what is subscribed to outlives a membership that is lost meanwhile.
/// </remarks>
internal sealed class GroupHub : IGroupListener
{
    private readonly GroupServices _services;
    private readonly Action<GroupHub> _rested;
    private readonly GroupAudience _audience;
    private readonly Lock _gate = new(); // guards what follows
    private GroupMembership? _membership;
    private GroupDeparture? _departure;
    private bool _isGivenUp; // by all who have asked for the membership, before any of them was told that it has begun
    private int _holders; // of the membership: who waits for it, or has been told that it has begun
    private string? _untold; // the id that has left, until the broker knows
    private GroupPosition _position; // where the next membership goes on
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
        _audience = new GroupAudience(services.Logger);
        Standing = new GroupStanding(services.Work);
    }

    /// <summary>The group.</summary>
    public string Name { get; }

    /// <summary>How the client stands to it.</summary>
    public GroupStanding Standing { get; }

    /// <summary>How many are about to do something with it; under the gate of <see cref="GroupHubs"/>.</summary>
    public int Users { get; set; }

    /// <summary>Whether it has nothing to remember: another one would do as well.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
            {
                return _membership is null && _departure is null && _untold is null && Standing.IsEmpty
                    && _audience.IsEmpty;
            }
        }
    }

    /// <summary>Makes an id a member; does nothing if this client is one already.</summary>
    /// <exception cref="PeerRpcException">The broker refuses.</exception>
    public async Task JoinAsync(string peerId, CancellationToken cancellationToken)
    {
        GroupMembership? membership = await HoldAsync(peerId, isAsked: true, cancellationToken).ConfigureAwait(false);
        if (await membership!.Joined.ConfigureAwait(false) is { } refused)
            throw new PeerRpcException(refused.Code, refused.Message, refused.Executed, refused.Origin);
    }

    /// <summary>As <see cref="JoinAsync"/>, unless the group has been left.</summary>
    /// <returns>The membership, which has begun or was refused; null if there is to be none.</returns>
    public Task<GroupMembership?> KeepAsync(string peerId, CancellationToken cancellationToken) =>
        HoldAsync(peerId, isAsked: false, cancellationToken);

    /// <summary>Ends the membership; does nothing if there is none.</summary>
    /// <exception cref="PeerRpcException">The broker could not be told.</exception>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        GroupDeparture? departure;
        lock (_gate)
        {
            Standing.Leave();
            if (_departure is null && (_membership?.PeerId ?? _untold) is { } leaving)
                Depart(leaving);
            departure = _departure;
        }
        Settle();
        if (departure is null)
            return;
        if (await departure.Over.WaitAsync(cancellationToken).ConfigureAwait(false) is { } failure)
            throw failure;
    }

    /// <summary>Subscribes to what the member misses.</summary>
    public IDisposable Subscribe(IObserver<PeerGroupGap> observer) => RestAfter(_audience.Subscribe(observer));

    /// <summary>Subscribes to the messages of a topic.</summary>
    public IDisposable Subscribe<T>(string topic, PeerCodec<T> codec, IObserver<PeerTopicMessage<T>> observer) =>
        RestAfter(_audience.Subscribe(topic, codec, observer));

    /// <summary>Has somebody told of how the client stands to the group, who keeps it a member meanwhile.</summary>
    public IDisposable Watch(IGroupWatcher watcher)
    {
        IDisposable watching = Standing.Watch(watcher);
        bool isClosed;
        lock (_gate)
        {
            isClosed = _closed;
            if (!isClosed)
                Standing.Want();
        }
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
            Standing.Leave();
            membership = _membership;
        }
        if (membership is not null)
            await membership.StopAsync().ConfigureAwait(false);
        Standing.Close();
        _audience.End(null);
    }

    bool IGroupListener.IsKept => Standing.IsKept;

    void IGroupListener.OnJoined()
    {
        _audience.Resume();
        Standing.Join();
    }

    void IGroupListener.OnInterrupted() => Standing.Pause();

    void IGroupListener.OnGap(PeerGroupGap gap)
    {
        Standing.Miss();
        _audience.Tell(gap);
    }

    void IGroupListener.OnTopic(GroupDelivery message) => _audience.Tell(message);

    void IGroupListener.OnEnded(GroupMembership membership, PeerRpcException? failure)
    {
        bool isLeft;
        GroupDeparture? departure = null;
        lock (_gate)
        {
            _membership = null;
            // What is subscribed to waits for a membership. A joining that was given up is not the end of one.
            isLeft = failure is null && !_isGivenUp;
            if (!_isGivenUp)
                _position = isLeft ? default : membership.Position;
            if (!_isGivenUp && failure is not null)
                _audience.Lose(failure);
            _isGivenUp = false;
            // Or others would see a member that gets nothing.
            if (failure is not null && membership.MayBeCounted && _departure is null)
                departure = Depart(membership.PeerId);
        }
        departure?.Report();
        if (isLeft)
            _audience.End(null);
        else
            Settle();
        _rested(this);
    }

    // Begins a membership, or shares it, and waits until it has begun or was refused.
    private async Task<GroupMembership?> HoldAsync(string peerId, bool isAsked, CancellationToken cancellationToken)
    {
        GroupMembership? membership;
        while (!TryHold(peerId, isAsked, out membership, out GroupDeparture? departure))
            await departure!.Over.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (membership is null)
            return null;
        try
        {
            await membership.Joined.WaitAsync(cancellationToken).ConfigureAwait(false);
            return membership;
        }
        catch (OperationCanceledException) when (isAsked || !membership.HasJoined)
        {
            // Whoever only keeps the membership leaves one that has begun as it is.
            Release(membership)?.Report();
            throw;
        }
    }

    // Not while one ends: the broker would take the leaving of that for the leaving of the next.
    private bool TryHold(
        string peerId, bool isAsked, out GroupMembership? membership, out GroupDeparture? departure)
    {
        (membership, departure) = (null, null);
        lock (_gate)
        {
            if (!isAsked && Standing.IsLeft)
                return true;
            if (_closed)
                throw new PeerRpcException(PeerErrorCode.Unavailable, "The client is closed; connect a new one.");
            Standing.Want();
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
                _membership = membership = new GroupMembership(Name, peerId, _position, this, _services);
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

    private HubSubscription RestAfter(IDisposable subscription) => new(() =>
    {
        subscription.Dispose();
        Settle();
        _rested(this);
    });

    // What is subscribed to goes on with the next membership, as long as somebody sees to it that there is one.
    private void Settle()
    {
        lock (_gate)
        {
            if (Standing.IsKept || _membership is not null)
                return;
            _position = default;
        }
        _audience.EndIfLost();
    }

    private sealed class HubSubscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
