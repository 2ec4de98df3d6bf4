using System.Diagnostics.CodeAnalysis;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Connections;

namespace PeerRpc.Core.Balancing;

/// <summary>The peers that calls are shared out among: who they are now, and whose turn it is.</summary>
/// <remarks>
/// A choice reads a snapshot and takes no lock. Who has gone keeps its object until nobody calls it any more, so that
/// its calls are counted to their end.
/// </remarks>
/// <param name="time">The clock.</param>
/// <param name="work">Runs those who wait for a change.</param>
/// <param name="follow">Sees to it that the snapshot is kept up; called whenever there is none.</param>
internal sealed class CallPool(TimeProvider time, WorkScheduler work, Action follow)
{
    // Among more, the least of so many is about as good as the least of all.
    private const int MostCompared = 64;

    private readonly Dictionary<string, PoolMember> _known = new(StringComparer.Ordinal); // the follower's
    private readonly StickyKeys _keys = new();
    private volatile PoolMember[]? _members;
    private volatile DeferredCompletion<PeerRpcException?> _changed = new(work);
    private volatile bool _isUsed;
    private int _turn;

    /// <summary>All that are there, in whatever state; null while that is not known.</summary>
    public IReadOnlyList<PoolMember>? Members => _members;

    /// <summary>Ends at the next change: with null, or with why there will be none.</summary>
    public Task<PeerRpcException?> Changed => _changed.Task;

    public TimeProvider Time => time;

    /// <summary>Sees to it that the peers become known, and says that they are wanted.</summary>
    public void Use()
    {
        _isUsed = true;
        if (_members is null)
            follow();
    }

    /// <summary>Whether anybody has wanted the peers since this was asked last.</summary>
    public bool TakeUsed()
    {
        bool wasUsed = _isUsed;
        _isUsed = false;
        return wasUsed;
    }

    /// <summary>These are the peers now. By one thread at a time, as the next two.</summary>
    public void Update(IReadOnlyDictionary<string, PeerInfo> peers, Func<string, IOutgoingCallSource> open)
    {
        foreach (PoolMember gone in _known.Values.Where(member => !peers.ContainsKey(member.Id)).ToArray())
        {
            gone.IsGone = true;
            _known.Remove(gone.Id);
        }
        foreach (PeerInfo peer in peers.Values)
        {
            if (!_known.TryGetValue(peer.Id, out PoolMember? member))
                _known.Add(peer.Id, member = new PoolMember(peer.Id, open(peer.Id)));
            member.State = peer.State;
        }
        _keys.RemoveGone();
        _members = [.. _known.Values.OrderBy(member => member.Id, StringComparer.Ordinal)];
        Tell(null);
    }

    /// <summary>It is not known any more who is there.</summary>
    public void Forget() => _members = null;

    /// <summary>Tells those who wait for a change: that there is one, or why there will be none.</summary>
    public void Tell(PeerRpcException? error)
    {
        DeferredCompletion<PeerRpcException?> told = _changed;
        _changed = new DeferredCompletion<PeerRpcException?>(work);
        told.TryComplete(error);
    }

    /// <summary>Chooses a peer for a call.</summary>
    /// <param name="order">By what.</param>
    /// <param name="tried">Those that have refused the call; null for none.</param>
    /// <param name="chosen">The peer.</param>
    /// <returns>False if there is none at present.</returns>
    public bool TryChoose(PoolOrder order, HashSet<PoolMember>? tried, [NotNullWhen(true)] out PoolMember? chosen)
    {
        PoolMember[] members = _members ?? [];
        _isUsed = true;
        chosen = order.Key is { } key
            ? ChooseSticky(members, order, key, tried)
            : order == PoolOrder.RoundRobin ? ChooseNext(members, tried) : ChooseLeast(members, tried);
        chosen ??= ChooseBroken(members, tried);
        return chosen is not null;
    }

    // What every peer refuses is refused at once, and not after their rest.
    private PoolMember? ChooseBroken(PoolMember[] members, HashSet<PoolMember>? tried) =>
        members.FirstOrDefault(member => member.IsBroken(time) && tried?.Contains(member) != true);

    private bool IsReady(PoolMember member, HashSet<PoolMember>? tried) =>
        member.IsReady(time) && (tried is null || !tried.Contains(member));

    // Beginning elsewhere each time, so that equals take turns.
    private PoolMember? ChooseLeast(PoolMember[] members, HashSet<PoolMember>? tried)
    {
        PoolMember? best = null;
        int least = int.MaxValue;
        int at = StartAt(members.Length);
        for (int i = 0, compared = 0; i < members.Length && compared < MostCompared; i++)
        {
            PoolMember member = members[at];
            at = at + 1 == members.Length ? 0 : at + 1;
            if (!IsReady(member, tried))
                continue;
            compared++;
            int load = member.InFlight;
            if (load >= least)
                continue;
            (best, least) = (member, load);
            if (load == 0)
                break;
        }
        return best;
    }

    // Counted over those that are ready, or the one behind a peer that is not would get twice its share.
    private PoolMember? ChooseNext(PoolMember[] members, HashSet<PoolMember>? tried)
    {
        int ready = 0;
        foreach (PoolMember member in members)
            ready += IsReady(member, tried) && !member.IsFull ? 1 : 0;
        if (ready == 0)
            return ChooseLeast(members, tried);
        int skip = StartAt(ready);
        foreach (PoolMember member in members)
        {
            if (IsReady(member, tried) && !member.IsFull && skip-- == 0)
                return member;
        }
        return ChooseLeast(members, tried);
    }

    // While the peer of a key cannot take calls, they go to the next in the order of the key, and come back after that.
    private PoolMember? ChooseSticky(PoolMember[] members, PoolOrder order, string key, HashSet<PoolMember>? tried)
    {
        PoolMember? own = _keys.Find(key);
        if (own is not null && IsReady(own, tried) && !own.IsFull)
            return own;
        PoolMember? best = null;
        foreach (PoolMember member in members)
        {
            if (IsReady(member, tried) && (!member.IsFull || own is null)
                && (best is null || order.ScoreOf(member) > order.ScoreOf(best)))
                best = member;
        }
        if (own is null && best is not null)
            _keys.Set(key, best);
        return best ?? (own is not null && IsReady(own, tried) ? own : null);
    }

    private int StartAt(int count) => count <= 1 ? 0 : (int)((uint)Interlocked.Increment(ref _turn) % (uint)count);
}
