using Microsoft.Extensions.Options;
using PeerRpc.Broker.Registry;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Faults;
using PeerRpc.Core.Groups;
using PeerRpc.Core.Randomness;

namespace PeerRpc.Broker.Groups;

/// <summary>The groups that there are, and who is a member of which. For any thread.</summary>
/// <remarks>
/// 1. A member is a peer id that the registry knows, connected or reserved: the registry tells of every change of an
/// id, and a membership ends in the same step as its id. 2. A group comes with its first member or watcher, and goes
/// with the last one.
/// </remarks>
internal sealed class GroupTable
{
    private readonly PeerTable _peers;
    private readonly PeerBrokerOptions _options;
    private readonly GroupServices _services;
    private readonly Lock _gate = new(); // guards what follows, and is taken under the registry's gate
    private readonly Dictionary<string, Group> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<Group>> _ofPeers = new(StringComparer.Ordinal);

    public GroupTable(
        PeerTable peers, IOptions<PeerBrokerOptions> options, WorkScheduler work, RandomSource random)
    {
        _peers = peers;
        _options = options.Value;
        var budget = new RingBudget(_options.GroupBytes);
        _services = new GroupServices(_options, budget, Counts, Cut, work, random);
        peers.Changed = OnPeerChanged;
    }

    public GroupCounts Counts { get; } = new();

    /// <summary>How many groups there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _groups.Count;
        }
    }

    /// <summary>How many memberships there are.</summary>
    public int MemberCount
    {
        get
        {
            lock (_gate)
                return _ofPeers.Values.Sum(groups => groups.Count);
        }
    }

    /// <summary>How many bytes the groups keep.</summary>
    public long KeptBytes => _services.Budget.Used;

    /// <summary>Finds a group; null if there is none.</summary>
    public Group? Find(string name)
    {
        lock (_gate)
            return _groups.GetValueOrDefault(name);
    }

    /// <summary>Makes an id a member, or goes on with its membership.</summary>
    /// <exception cref="RefusalException">A limit is reached, or the id is not there any more.</exception>
    public MemberFeed Join(GroupJoin join)
    {
        MemberFeed feed;
        lock (_gate)
        {
            Group group = GetOrAdd(join.Group);
            if (!group.HasMember(join.PeerId))
                Admit(group, join.PeerId);
            feed = group.Join(join);
        }
        // The id may have ended before it was a member, and then nobody tells of it.
        if (_peers.Find(join.PeerId) is not null)
            return feed;
        Leave(join.Group, join.PeerId);
        throw new RefusalException(PeerErrorCode.Unavailable, $"'{join.PeerId}' is not registered any more.");
    }

    /// <summary>Ends a membership; does nothing if there is none.</summary>
    public void Leave(string name, string peerId)
    {
        lock (_gate)
        {
            if (_groups.TryGetValue(name, out Group? group) && group.Leave(peerId))
                Forget(group, peerId);
        }
    }

    /// <summary>Begins to watch a group, which is there as long as it is watched.</summary>
    /// <exception cref="RefusalException">It would be one too many.</exception>
    public Group Watch(string name)
    {
        lock (_gate)
        {
            Group group = GetOrAdd(name);
            group.AddWatcher();
            return group;
        }
    }

    /// <summary>Ends the watching.</summary>
    public void Unwatch(Group group)
    {
        lock (_gate)
        {
            group.RemoveWatcher();
            RemoveIfEmpty(group);
        }
    }

    private Group GetOrAdd(string name)
    {
        if (_groups.TryGetValue(name, out Group? group))
            return group;
        if (_groups.Count >= _options.MaxGroups)
        {
            throw new RefusalException(
                PeerErrorCode.ResourceExhausted, $"There are {_options.MaxGroups} groups, and the broker has no more.");
        }
        _groups.Add(name, group = new Group(name, _services));
        return group;
    }

    private void Admit(Group group, string peerId)
    {
        HashSet<Group>? groups = _ofPeers.GetValueOrDefault(peerId);
        bool isFull = group.Count >= _options.MaxMembersPerGroup;
        if (isFull || groups?.Count >= _options.MaxGroupsPerPeer)
        {
            RemoveIfEmpty(group);
            throw new RefusalException(
                PeerErrorCode.ResourceExhausted,
                isFull
                    ? $"'{group.Name}' has {_options.MaxMembersPerGroup} members, and takes no more."
                    : $"'{peerId}' is a member of {_options.MaxGroupsPerPeer} groups, and may not join more.");
        }
        if (groups is null)
            _ofPeers.Add(peerId, groups = []);
        groups.Add(group);
    }

    private void Forget(Group group, string peerId)
    {
        if (_ofPeers.TryGetValue(peerId, out HashSet<Group>? groups) && groups.Remove(group) && groups.Count == 0)
            _ofPeers.Remove(peerId);
        RemoveIfEmpty(group);
    }

    private void RemoveIfEmpty(Group group)
    {
        if (group.TryEnd())
            _groups.Remove(group.Name);
    }

    private void Cut(Group group, GroupMember member) => Leave(group.Name, member.PeerId);

    private void OnPeerChanged(string peerId, bool exists)
    {
        lock (_gate)
        {
            if (!_ofPeers.TryGetValue(peerId, out HashSet<Group>? groups))
                return;
            foreach (Group group in groups.ToArray())
            {
                if (exists)
                {
                    group.OnChanged(peerId);
                    continue;
                }
                group.Leave(peerId);
                Forget(group, peerId);
            }
        }
    }
}
