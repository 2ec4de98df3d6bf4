using PeerRpc.Broker.Registry;
using PeerRpc.Core.Groups;

namespace PeerRpc.Broker.Groups;

/// <summary>One group: its members, and the last messages that were sent to them. For any thread.</summary>
/// <remarks>
/// It is there as long as it has members or somebody watches them. A message is encoded and stored once; each connected
/// member has a <see cref="MemberFeed"/> that takes it from there, and nothing is queued for anybody.
/// </remarks>
internal sealed class Group
{
    // More changes of members than this between two looks are told as a new list.
    private const int KeptChanges = 4096;

    private readonly GroupServices _services;
    private readonly Lock _gate = new(); // guards everything below
    private readonly GroupRing _ring;
    private readonly Dictionary<string, GroupMember> _members = new(StringComparer.Ordinal);
    private readonly PeerChanges _changes;
    private readonly FanOut _fanOut;
    private int _watchers;
    private bool _isOver;
    private long _last;

    public Group(string name, GroupServices services)
    {
        Name = name;
        InBudget = new LinkedListNode<Group>(this);
        Epoch = services.Random.NewGuid();
        _services = services;
        PeerBrokerOptions options = services.Options;
        _ring = new GroupRing(options.GroupRingMessages, options.GroupRingBytes);
        _changes = new PeerChanges(services.Work, KeptChanges);
        _fanOut = new FanOut(services.Work, services.Counts);
    }

    public string Name { get; }

    /// <summary>Names the list of members to those who watch it.</summary>
    public Guid Epoch { get; }

    /// <summary>Its place among the groups of like size; guarded by the budget.</summary>
    public LinkedListNode<Group> InBudget { get; }

    public GroupCounts Counts => _services.Counts;

    /// <summary>The number of the last message. Without the gate: it only ever grows.</summary>
    public long Last => Volatile.Read(ref _last);

    public bool CutsSlowMembers => _services.Options.GroupOverflow == PeerGroupOverflow.Cut;

    /// <summary>How many members there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _members.Count;
        }
    }

    public bool HasMember(string peerId)
    {
        lock (_gate)
            return _members.ContainsKey(peerId);
    }

    /// <summary>Makes an id a member, or goes on with its membership on another connection.</summary>
    public MemberFeed Join(GroupJoin join)
    {
        lock (_gate)
        {
            if (!_members.TryGetValue(join.PeerId, out GroupMember? member))
            {
                member = new GroupMember(join.PeerId);
                _members.Add(join.PeerId, member);
                _changes.Add(join.PeerId);
            }
            member.Feed?.End();
            return member.Feed = Feed(member, join);
        }
    }

    /// <summary>Ends a membership; false if there is none.</summary>
    public bool Leave(string peerId)
    {
        lock (_gate)
        {
            if (!_members.Remove(peerId, out GroupMember? member))
                return false;
            member.Feed?.End();
            _changes.Add(peerId);
            return true;
        }
    }

    /// <summary>Something about a member is not as it was.</summary>
    public void OnChanged(string peerId)
    {
        lock (_gate)
            _changes.Add(peerId);
    }

    /// <summary>Tells all members but the sender.</summary>
    public void Send(GroupDelivery message)
    {
        lock (_gate)
        {
            GroupMember? sender = _members.GetValueOrDefault(message.Sender);
            if (_isOver || _members.Count == (sender is null ? 0 : 1))
                return;
            RingSize before = _ring.Size;
            _ring.Add(message.Sender, GroupEncoder.Encode(new GroupItem(_ring.Last + 1, Message: message)));
            _services.Budget.Note(this, before, _ring.Size);
            sender?.CountOwn();
            Volatile.Write(ref _last, _ring.Last);
        }
        _services.Budget.Enforce();
        _fanOut.Request();
    }

    /// <summary>Forgets the oldest message, because all groups together keep too much; but never the last.</summary>
    public void ForgetFirst()
    {
        lock (_gate)
        {
            RingSize before = _ring.Size;
            if (before.Count < 2)
                return;
            _ring.DropFirst();
            _services.Budget.Note(this, before, _ring.Size);
        }
    }

    /// <summary>A feed is ready to be pumped.</summary>
    public void Attach(MemberFeed feed) => _fanOut.Add(feed);

    /// <summary>A feed has ended.</summary>
    public void Detach(MemberFeed feed)
    {
        _fanOut.Remove(feed);
        lock (_gate)
        {
            if (feed.Member.Feed == feed)
                feed.Member.Feed = null;
        }
    }

    /// <summary>Takes what comes next for a member.</summary>
    /// <param name="feed">Its feed.</param>
    /// <param name="missed">How many messages it has missed; then there is no other one yet.</param>
    public RingMessage? TakeFor(MemberFeed feed, out long missed)
    {
        missed = 0;
        if (feed.Cursor.TryFollow(out RingMessage? next))
            return next;
        lock (_gate)
        {
            missed = feed.Cursor.SkipMissed();
            return missed == 0 && feed.Cursor.TryTake(out RingMessage? message) ? message : null;
        }
    }

    /// <summary>Whether a member has missed something for which it is to be cut off.</summary>
    public bool MustCut(MemberFeed feed)
    {
        if (!CutsSlowMembers)
            return false;
        lock (_gate)
            return feed.Cursor.IsBehind;
    }

    /// <summary>Ends the membership of a member that is too slow; false if it has ended or goes on elsewhere.</summary>
    public bool Cut(MemberFeed feed)
    {
        lock (_gate)
        {
            if (feed.Member.Feed != feed)
                return false;
            feed.Member.Feed = null;
        }
        Counts.CountCut();
        _services.Cut(this, feed.Member);
        return true;
    }

    /// <summary>Somebody begins to watch the members.</summary>
    public void AddWatcher()
    {
        lock (_gate)
            _watchers++;
    }

    /// <summary>Somebody has stopped to.</summary>
    public void RemoveWatcher()
    {
        lock (_gate)
            _watchers--;
    }

    /// <summary>Ends the group if there is nobody; true if it has ended.</summary>
    public bool TryEnd()
    {
        lock (_gate)
        {
            if (_members.Count + _watchers > 0)
                return false;
            _isOver = true;
            _services.Budget.Note(this, _ring.Size, default);
            _ring.Clear();
            return true;
        }
    }

    /// <summary>The ids of all members; if somebody watches them, what changes can be read from then on.</summary>
    public IReadOnlyList<string> List(out long number)
    {
        lock (_gate)
        {
            if (_watchers > 0)
                _changes.Keep();
            number = _changes.Last;
            return [.. _members.Keys];
        }
    }

    /// <summary>The ids of members that have come, gone or changed since; null if that is too long ago.</summary>
    public IReadOnlyCollection<string>? ReadChanges(long since, out long number)
    {
        lock (_gate)
        {
            number = _changes.Last;
            return _changes.Since(since);
        }
    }

    /// <summary>Completes with the next change after this one.</summary>
    public Task WhenChanged(long number)
    {
        lock (_gate)
            return _changes.After(number);
    }

    private MemberFeed Feed(GroupMember member, GroupJoin join)
    {
        bool goesOn = join.Epoch != Guid.Empty && join.Epoch == member.Epoch && join.Seen >= 0
            && join.Number >= member.JoinedAt && join.Number <= _ring.Last;
        long missed = !goesOn && join.Epoch != Guid.Empty ? GroupItem.UnknownMissed : 0;
        // Whoever begins anew, another process for example, counts from here, whatever came under this id before.
        if (!goesOn)
            member.Begin(_services.Random.NewGuid(), _ring.Last);
        var cursor = goesOn
            ? new GroupCursor(_ring, member, join.Number, join.Seen)
            : new GroupCursor(_ring, member, _ring.Last, 0);
        if (goesOn)
            missed = cursor.SkipMissed();
        if (missed > 0)
            Counts.CountMissed(missed);
        var first = new GroupItem(cursor.Number, member.Epoch, missed);
        return new MemberFeed(this, member, cursor, first, _services.Work);
    }
}
