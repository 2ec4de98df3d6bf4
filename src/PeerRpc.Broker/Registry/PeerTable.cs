using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using PeerRpc.Broker.Sessions;

namespace PeerRpc.Broker.Registry;

/// <summary>Which session has which peer id, and who waits for one. For any thread.</summary>
/// <remarks>
/// Every change is one step under one gate: an id that changes hands is at no moment free and never has two holders,
/// and an id whose session ends is reserved in the same step in which it stops being found. Who may have an id is
/// decided by <see cref="PeerOwner.StandingOf"/>: 1. the owner's own process on a newer connection takes it at once,
/// and the older session is cut off; 2. another process of the owner takes it once the incumbent is known to be silent,
/// or if it is reserved; 3. nobody else gets it.
/// </remarks>
internal sealed class PeerTable(Reservations reservations, IOptions<PeerBrokerOptions> options)
{
    private readonly Lock _gate = new(); // guards everything below, and the ids and IdsReleased of all sessions
    private readonly Dictionary<string, PeerClaim> _holders = new(StringComparer.Ordinal);
    private readonly PeerWaiters _waiters = new();

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

    /// <summary>Whether a session may have one more id.</summary>
    public bool HasRoom(BrokerSession session) => session.View.PeerIds.Count < options.Value.MaxPeerIdsPerClient;

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
                if (reserve)
                    reservations.Add(peerId, claim.Owner);
            }
            session.View.PeerIds = [];
            session.IdsReleased = true;
        }
    }

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
        if (reservations.Find(claim.PeerId, out TimeSpan remaining) is { } owner
            && owner.StandingOf(claim.Owner) is not (Standing.Successor or Standing.Sibling))
        {
            return new TakeResult(TakeOutcome.InUse) { RetryAfter = remaining };
        }
        reservations.Remove(claim.PeerId);
        return Give(claim);
    }

    private TakeResult Give(PeerClaim claim)
    {
        _holders[claim.PeerId] = claim;
        claim.Session.View.PeerIds = claim.Session.View.PeerIds.Append(claim.PeerId).ToArray();
        return new TakeResult(TakeOutcome.Taken) { Waiters = _waiters.Take(claim.PeerId) };
    }
}
