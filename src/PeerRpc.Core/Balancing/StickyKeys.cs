using System.Collections.Concurrent;

namespace PeerRpc.Core.Balancing;

/// <summary>Which peer each key belongs to. For any thread.</summary>
internal sealed class StickyKeys
{
    // Some 10 MB at most; whoever has more keys than that finds them again by their order of the peers.
    private const int MostKeys = 64 * 1024;

    private readonly ConcurrentDictionary<string, PoolMember> _members = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>The peer that a key belongs to; null if there is none, or it is gone.</summary>
    public PoolMember? Find(string key) =>
        _members.TryGetValue(key, out PoolMember? member) && !member.IsGone ? member : null;

    /// <summary>The key belongs to this peer from now on.</summary>
    public void Set(string key, PoolMember member)
    {
        if (!_members.ContainsKey(key) && Interlocked.Increment(ref _count) > MostKeys)
        {
            _members.Clear();
            Volatile.Write(ref _count, 1);
        }
        _members[key] = member;
    }

    /// <summary>Forgets the keys of peers that are gone.</summary>
    public void RemoveGone()
    {
        foreach (KeyValuePair<string, PoolMember> entry in _members)
        {
            if (entry.Value.IsGone && _members.TryRemove(entry))
                Interlocked.Decrement(ref _count);
        }
    }
}
