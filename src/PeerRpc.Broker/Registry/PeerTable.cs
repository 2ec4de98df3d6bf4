using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using PeerRpc.Broker.Sessions;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Discovery;

namespace PeerRpc.Broker.Registry;

/// <summary>Which session has which peer id, and who waits for one. For any thread.</summary>
/// <remarks>
/// Every change is one step under one gate: an id that changes hands is at no moment free and never has two holders,
/// and an id whose session ends is reserved in the same step in which it stops being found. Who may have an id is
/// decided by <see cref="PeerOwner.StandingOf"/>: 1. the owner's own process on a newer connection takes it at once,
/// and the older session is cut off; 2. another process of the owner takes it once the incumbent is known to be silent,
/// or if it is reserved; 3. nobody else gets it.
/// </remarks>
internal sealed class PeerTable : IPeerSource
{
    // More than a broker's restart makes with 15 000 peers.
    private const int KeptChanges = 32 * 1024;

    private readonly Reservations _reservations;
    private readonly IOptions<PeerBrokerOptions> _options;
    private readonly TimeProvider _time;

    // Guards everything below, and the ids, the IdsReleased and the Description of all sessions.
    private readonly Lock _gate = new();
    private readonly Dictionary<string, PeerClaim> _holders = new(StringComparer.Ordinal);
    private readonly PeerWaiters _waiters = new();
    private readonly PeerChanges _changes;
    private DateTime? _drainingSince;

    public PeerTable(
        Reservations reservations, IOptions<PeerBrokerOptions> options, TimeProvider time, WorkScheduler work)
    {
        _reservations = reservations;
        _options = options;
        _time = time;
        _changes = new PeerChanges(work, KeptChanges);
        reservations.Ended = peerId =>
        {
            lock (_gate)
                OnChanged(peerId);
        };
    }

    /// <summary>
    /// Told of each id that has changed, and whether it is still there or reserved. Under the gate. To be set before
    /// there are any.
    /// </summary>
    public Action<string, bool>? Changed { get; set; }

    /// <summary>How many ids are registered.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _holders.Count;
        }
    }

    /// <summary>How many wait for ids.</summary>
    public int WaiterCount
    {
        get
        {
            lock (_gate)
                return _waiters.Count;
        }
    }

    public bool TryFind(string peerId, [NotNullWhen(true)] out BrokerSession? session) =>
        TryFind(peerId, null, out session);

    /// <summary>Finds who has an id; while nobody has, the waiter is told of the next one who does.</summary>
    public bool TryFind(string peerId, IPeerWaiter? waiter, [NotNullWhen(true)] out BrokerSession? session)
    {
        lock (_gate)
        {
            session = _holders.GetValueOrDefault(peerId)?.Session;
            if (session is null && waiter is not null)
                _waiters.Add(peerId, waiter);
            return session is not null;
        }
    }

    /// <summary>Forgets a waiter; does nothing if it does not wait.</summary>
    public void StopWaiting(string peerId, IPeerWaiter waiter)
    {
        lock (_gate)
            _waiters.Remove(peerId, waiter);
    }

    public PeerListing? Find(string peerId)
    {
        lock (_gate)
            return Describe(peerId);
    }

    /// <summary>All peers as they are now, those included that are on their way back.</summary>
    public IReadOnlyList<PeerListing> List()
    {
        lock (_gate)
            return [.. _holders.Values.Select(Describe), .. _reservations.List()];
    }

    public IReadOnlyList<string> List(out long number)
    {
        lock (_gate)
        {
            _changes.Keep();
            number = _changes.Last;
            return [.. _holders.Keys, .. _reservations.List().Select(listing => listing.PeerId)];
        }
    }

    public IReadOnlyCollection<string>? ReadChanges(long since, out long number)
    {
        lock (_gate)
        {
            number = _changes.Last;
            return _changes.Since(since);
        }
    }

    public Task WhenChanged(long number)
    {
        lock (_gate)
            return _changes.After(number);
    }

    /// <summary>A client tells of itself.</summary>
    public void Publish(BrokerSession session, PeerDescription description)
    {
        lock (_gate)
        {
            session.Description = description;
            foreach (string peerId in session.View.PeerIds)
                OnChanged(peerId);
        }
    }

    /// <summary>The broker asks its clients to leave.</summary>
    public void Drain()
    {
        lock (_gate)
        {
            _drainingSince = Now;
            foreach (string peerId in _holders.Keys)
                OnChanged(peerId);
        }
    }

    /// <summary>Whether a session may have one more id.</summary>
    public bool HasRoom(BrokerSession session) => session.View.PeerIds.Count < _options.Value.MaxPeerIdsPerClient;

    /// <summary>Takes an id for a session; does nothing if the session has it already.</summary>
    /// <param name="claim">Who asks for what.</param>
    /// <param name="silent">Who is silent, and loses the id if it still has it; null for nobody.</param>
    public TakeResult Take(PeerClaim claim, BrokerSession? silent)
    {
        lock (_gate)
        {
            if (claim.Session.IdsReleased)
                return new TakeResult(TakeOutcome.Ended);
            if (claim.Session.View.PeerIds.Contains(claim.PeerId))
                return new TakeResult(TakeOutcome.Taken);
            if (!HasRoom(claim.Session))
                return new TakeResult(TakeOutcome.TooMany);
            return _holders.TryGetValue(claim.PeerId, out PeerClaim? holder)
                ? TakeFrom(holder, claim, silent)
                : TakeFree(claim);
        }
    }

    /// <summary>Releases an id; false if the session does not have it.</summary>
    public bool Release(BrokerSession session, string peerId)
    {
        lock (_gate)
        {
            if (_holders.GetValueOrDefault(peerId)?.Session != session)
                return false;
            _holders.Remove(peerId);
            OnChanged(peerId);
            session.View.PeerIds = session.View.PeerIds.Where(id => id != peerId).ToArray();
            return true;
        }
    }

    /// <summary>Releases all ids of a session that is over; it gets no others.</summary>
    /// <param name="session">The session.</param>
    /// <param name="reserve">Whether its owner may come back.</param>
    public void ReleaseAll(BrokerSession session, bool reserve)
    {
        lock (_gate)
        {
            foreach (string peerId in session.View.PeerIds)
            {
                // The one that was taken over is somebody else's already.
                if (_holders[peerId] is var claim && claim.Session != session)
                    continue;
                _holders.Remove(peerId);
                if (reserve || _drainingSince is not null)
                    _reservations.Add(
                        Describe(claim) with { State = PeerState.Reconnecting, Since = Now }, claim.Owner);
                OnChanged(peerId);
            }
            session.View.PeerIds = [];
            session.IdsReleased = true;
        }
    }

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    private void OnChanged(string peerId)
    {
        _changes.Add(peerId);
        Changed?.Invoke(peerId, Describe(peerId) is not null);
    }

    private PeerListing? Describe(string peerId) => _holders.TryGetValue(peerId, out PeerClaim? claim)
        ? Describe(claim)
        : _reservations.FindListing(peerId);

    private PeerListing Describe(PeerClaim claim) => new(
        claim.PeerId, _drainingSince is null ? PeerState.Online : PeerState.Draining,
        _drainingSince > claim.Since ? _drainingSince.Value : claim.Since, claim.Session.Stamp,
        claim.Session.Description);

    private TakeResult TakeFrom(PeerClaim holder, PeerClaim claim, BrokerSession? silent)
    {
        Standing standing = holder.Owner.StandingOf(claim.Owner);
        if (standing == Standing.Sibling && holder.Session != silent)
            return new TakeResult(TakeOutcome.Contested) { Incumbent = holder.Session };
        if (standing is not (Standing.Successor or Standing.Sibling))
            return new TakeResult(TakeOutcome.InUse);
        TakeResult taken = Give(claim);
        ReleaseAll(holder.Session, reserve: true);
        return taken with { Incumbent = holder.Session };
    }

    private TakeResult TakeFree(PeerClaim claim)
    {
        PeerOwner? owner = _reservations.Find(claim.PeerId, out TimeSpan remaining);
        bool isKept = owner is not null;
        if (owner is not null && owner.StandingOf(claim.Owner) is not (Standing.Successor or Standing.Sibling))
        {
            return new TakeResult(TakeOutcome.InUse) { RetryAfter = remaining };
        }
        // One that is over but not forgotten yet has not been told of: what hung on the id must not pass to another.
        if (!isKept)
            Changed?.Invoke(claim.PeerId, false);
        _reservations.Remove(claim.PeerId);
        return Give(claim) with { IsReturn = owner is not null };
    }

    private TakeResult Give(PeerClaim claim)
    {
        _holders[claim.PeerId] = claim;
        claim.Session.View.PeerIds = claim.Session.View.PeerIds.Append(claim.PeerId).ToArray();
        claim.Session.NoteRegistered();
        OnChanged(claim.PeerId);
        return new TakeResult(TakeOutcome.Taken) { Waiters = _waiters.Take(claim.PeerId) };
    }
}
