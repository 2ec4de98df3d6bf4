using System.Diagnostics.CodeAnalysis;

namespace PeerRpc.Client.Reconciliation;

/// <summary>
/// With which members there is a reason to compare, and with whom next. Takes events, and does nothing.
/// </summary>
/// <remarks>
/// <para>
/// 1. Nothing begins unless the plan is current: the client has joined, and the list of members is fresh. When it
/// becomes so, and whenever there is another reason to think that something was missed, all members are due. 2. A
/// member is due that has come, or can be reached again. 3. One that is due and can be reached is queued, unless it is
/// being compared with or is waited for after a failure. As many of the queue as there may be run. 4. What is due again
/// while it runs is queued once more after that. 5. One whose comparison has failed stays due, and is waited for; when
/// it comes back meanwhile, the wait is over.
/// </para>
/// <para>For any thread. What must not happen under a gate is given back: tokens to fire.</para>
/// </remarks>
/// <param name="limit">How many comparisons may run at a time.</param>
/// <param name="isSelf">Whether an id is this client's own.</param>
internal sealed class ReconciliationPlan(int limit, Func<string, bool> isSelf)
{
    private readonly Lock _gate = new(); // guards everything
    private readonly Dictionary<string, Neighbour> _members = new(StringComparer.Ordinal);
    private readonly Queue<Neighbour> _queue = [];
    private readonly List<CancellationTokenSource> _stopped = [];
    private bool _isFresh;
    private bool _isJoined;
    private long _reasons;
    private int _running;

    /// <summary>Whether the client has joined and the list of members is fresh.</summary>
    public bool IsCurrent
    {
        get
        {
            lock (_gate)
                return _isFresh && _isJoined;
        }
    }

    /// <summary>How many members are known, or have comparisons that have not ended.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _members.Count;
        }
    }

    /// <summary>The list of members has changed, or has become stale or fresh.</summary>
    public void SetMembers(PeerDirectoryUpdate update)
    {
        lock (_gate)
        {
            bool wasFresh = _isFresh;
            _isFresh = !update.IsStale;
            if (!_isFresh)
                return;
            // A list that is followed anew says only who is there.
            foreach (string gone in wasFresh ? update.Gone : _members.Keys.Except(update.Peers.Keys).ToArray())
                Leave(gone);
            foreach (PeerInfo peer in update.Changed)
                See(peer);
            if (!wasFresh && _isJoined)
                DueAll();
        }
    }

    /// <summary>The list of members cannot be followed.</summary>
    public void LoseMembers()
    {
        lock (_gate)
            _isFresh = false;
    }

    /// <summary>How the client stands to the group.</summary>
    /// <param name="isJoined">Whether it is a member at this moment.</param>
    /// <param name="reasons">How many reasons there have been to compare with all.</param>
    public void SetStanding(bool isJoined, long reasons)
    {
        lock (_gate)
        {
            bool isNew = reasons > _reasons || (isJoined && !_isJoined);
            _isJoined = isJoined;
            _reasons = Math.Max(_reasons, reasons);
            if (isNew)
                DueAll();
        }
    }

    /// <summary>There is a reason to compare with a member; none if it is not one.</summary>
    public void Ask(string peerId)
    {
        lock (_gate)
        {
            if (_members.TryGetValue(peerId, out Neighbour? member))
                Due(member);
        }
    }

    /// <summary>There is a reason to compare with all.</summary>
    public void AskAll()
    {
        lock (_gate)
            DueAll();
    }

    /// <summary>Gives the next comparison that may begin now, as begun; null for none.</summary>
    public (Neighbour Member, CancellationTokenSource Stop)? TryBegin()
    {
        lock (_gate)
        {
            while (_isFresh && _isJoined && _running < limit && _queue.TryDequeue(out Neighbour? member))
            {
                member.IsQueued = false;
                if (!MayBegin(member) || isSelf(member.Id))
                    continue;
                _running++;
                member.IsDue = false;
                return (member, member.Activity = new CancellationTokenSource());
            }
            return null;
        }
    }

    /// <summary>A comparison has ended.</summary>
    /// <param name="member">With whom.</param>
    /// <param name="mayPass">Whether it has failed, and is to be tried again.</param>
    /// <param name="wait">A token for the wait before that.</param>
    /// <returns>Whether there is to be one.</returns>
    public bool End(Neighbour member, bool mayPass, [NotNullWhen(true)] out CancellationTokenSource? wait)
    {
        lock (_gate)
        {
            _running--;
            member.Activity = wait = null;
            member.Failures = mayPass ? member.Failures + 1 : 0;
            if (member.IsGone)
            {
                _members.Remove(member.Id);
                return false;
            }
            member.IsDue |= mayPass;
            member.IsWaiting = mayPass && member.IsThere;
            if (member.IsWaiting)
                member.Activity = wait = new CancellationTokenSource();
            else
                Queue(member);
            return wait is not null;
        }
    }

    /// <summary>The wait after a failure is over.</summary>
    public void EndWait(Neighbour member, CancellationTokenSource wait)
    {
        lock (_gate)
        {
            if (member.Activity != wait)
                return;
            member.Activity = null;
            member.IsWaiting = false;
            Queue(member);
        }
    }

    /// <summary>Gives the tokens of what nobody wants any more: to be fired, not under a gate.</summary>
    public CancellationTokenSource[] TakeStopped()
    {
        lock (_gate)
        {
            CancellationTokenSource[] stopped = [.. _stopped];
            _stopped.Clear();
            return stopped;
        }
    }

    /// <summary>Nothing begins any more, and what runs is not wanted.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _queue.Clear();
            foreach (string id in _members.Keys.ToArray())
                Leave(id);
            _isFresh = false;
        }
    }

    private static bool MayBegin(Neighbour member) => member is { IsDue: true, IsThere: true, Activity: null };

    private void See(PeerInfo peer)
    {
        if (isSelf(peer.Id))
        {
            Leave(peer.Id);
            return;
        }
        if (!_members.TryGetValue(peer.Id, out Neighbour? member))
            _members.Add(peer.Id, member = new Neighbour(peer.Id));
        bool isThere = peer.State != PeerState.Reconnecting;
        bool isNew = member.IsGone || member.Seen != (peer.State, peer.Since);
        member.IsGone = false;
        member.Seen = (peer.State, peer.Since);
        member.IsThere = isThere;
        if (!isThere || !isNew)
            return;
        member.Failures = 0;
        StopWaiting(member);
        Due(member);
    }

    private void Leave(string peerId)
    {
        if (!_members.TryGetValue(peerId, out Neighbour? member))
            return;
        StopWaiting(member);
        member.IsThere = member.IsDue = false;
        member.IsGone = true;
        if (member.Activity is { } running)
            _stopped.Add(running);
        else
            _members.Remove(peerId);
    }

    private void StopWaiting(Neighbour member)
    {
        if (!member.IsWaiting)
            return;
        _stopped.Add(member.Activity!);
        member.Activity = null;
        member.IsWaiting = false;
    }

    private void DueAll()
    {
        foreach (Neighbour member in _members.Values)
            Due(member);
    }

    private void Due(Neighbour member)
    {
        if (member.IsGone)
            return;
        member.IsDue = true;
        Queue(member);
    }

    private void Queue(Neighbour member)
    {
        if (!MayBegin(member) || member.IsQueued)
            return;
        member.IsQueued = true;
        _queue.Enqueue(member);
    }
}
