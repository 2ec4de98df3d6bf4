using System.Diagnostics.CodeAnalysis;

namespace PeerRpc.Broker.Groups;

/// <summary>
/// How far a member has got in the ring of its group. For one thread at a time, and under the gate of the group but for
/// <see cref="TryFollow"/>.
/// </summary>
/// <remarks>
/// What it misses is counted exactly, although nobody keeps what the ring has dropped: of all messages of others since
/// the member joined, those are missed which it has neither seen nor finds in the ring.
/// </remarks>
/// <param name="ring">The ring.</param>
/// <param name="member">The member.</param>
/// <param name="number">The last message that it knows.</param>
/// <param name="seen">How many messages of others it has got, or knows that it has missed, since it joined.</param>
internal sealed class GroupCursor(GroupRing ring, GroupMember member, long number, long seen)
{
    private RingMessage? _last;

    /// <summary>The last message that it knows.</summary>
    public long Number { get; private set; } = number;

    /// <summary>Whether the ring has dropped what comes next.</summary>
    public bool IsBehind => Number < ring.First - 1;

    /// <summary>Goes on to what the ring still has.</summary>
    /// <returns>How many messages of others were missed; 0 if the next one is there.</returns>
    public long SkipMissed()
    {
        if (!IsBehind)
            return 0;
        long kept = ring.CountOfOthers(ring.First - 1, member.PeerId);
        long missed = Math.Max(0, member.CountOfOthers(ring.Last) - seen - kept);
        seen += missed;
        Number = ring.First - 1;
        return missed;
    }

    /// <summary>Takes the next message of somebody else.</summary>
    /// <returns>False if there is none; also if the next one is not there any more.</returns>
    public bool TryTake([NotNullWhen(true)] out RingMessage? message)
    {
        message = null;
        while (!IsBehind && Number < ring.Last)
        {
            message = Take(ring[Number + 1]);
            if (message is not null)
                return true;
        }
        return false;
    }

    /// <summary>As the other one, without the gate, for as long as the member keeps up.</summary>
    /// <returns>False also if that is not known.</returns>
    public bool TryFollow([NotNullWhen(true)] out RingMessage? message)
    {
        message = null;
        while (message is null && _last?.Next is { } next)
            message = Take(next);
        return message is not null;
    }

    /// <summary>The member has to wait: what it has got is not kept for it.</summary>
    public void Rest() => _last = null;

    private RingMessage? Take(RingMessage next)
    {
        _last = next;
        Number = next.Number;
        if (next.Sender == member.PeerId)
            return null;
        seen++;
        return next;
    }
}
