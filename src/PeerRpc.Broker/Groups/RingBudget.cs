using System.Numerics;

namespace PeerRpc.Broker.Groups;

/// <summary>The bytes that the rings of all groups together may keep. For any thread.</summary>
/// <remarks>
/// When they are too many, the group that keeps most forgets its oldest messages, and not the one that has just been
/// sent to: so whoever fills the memory loses it, and a small group keeps what it has. Which one keeps most is known to
/// a factor of two, by lists of groups of like size, so that finding it costs the same with any number of groups.
/// </remarks>
/// <param name="limit">In bytes.</param>
internal sealed class RingBudget(long limit)
{
    private readonly Lock _gate = new(); // guards what follows; taken under the gate of a group, and never around it
    private readonly LinkedList<Group>?[] _bySize = new LinkedList<Group>?[sizeof(long) * 8];
    private long _used;

    /// <summary>How many are kept.</summary>
    public long Used => Interlocked.Read(ref _used);

    /// <summary>Whether they are too many.</summary>
    public bool IsOver => Used > limit;

    /// <summary>A group keeps more or fewer bytes than before. Under its gate.</summary>
    /// <param name="group">The group.</param>
    /// <param name="before">What its ring kept.</param>
    /// <param name="now">What it keeps.</param>
    public void Note(Group group, RingSize before, RingSize now)
    {
        Interlocked.Add(ref _used, now.Bytes - before.Bytes);
        if (ClassOf(before) is var from && ClassOf(now) is var to && from == to)
            return;
        lock (_gate)
        {
            if (from > 0)
                _bySize[from]!.Remove(group.InBudget);
            if (to > 0)
                (_bySize[to] ??= []).AddLast(group.InBudget);
        }
    }

    /// <summary>Has the largest groups forget messages until they are not too many. Under no group's gate.</summary>
    public void Enforce()
    {
        while (IsOver && Largest() is { } group)
            group.ForgetFirst();
    }

    private Group? Largest()
    {
        lock (_gate)
        {
            for (int size = _bySize.Length - 1; size > 0; size--)
            {
                if (_bySize[size] is { Count: > 0 } groups)
                    return groups.First!.Value;
            }
            return null;
        }
    }

    // The newest message of a group is never forgotten: one that has no other has nothing to give.
    private static int ClassOf(RingSize size) => size.Count > 1 ? BitOperations.Log2((ulong)size.Bytes) : 0;
}
