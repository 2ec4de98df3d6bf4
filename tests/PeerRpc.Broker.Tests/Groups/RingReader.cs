using PeerRpc.Broker.Groups;

namespace PeerRpc.Broker.Tests.Groups;

/// <summary>A member as its client sees it: what it was sent, what it has received, and what it was told to miss.</summary>
internal sealed class RingReader
{
    private readonly GroupRing _ring;
    private readonly GroupMember _member;
    private readonly Queue<(long Number, long Missed)> _underWay = [];
    private GroupCursor _cursor;
    private long _number;
    private long _seen;

    public RingReader(GroupRing ring, string peerId)
    {
        _ring = ring;
        _member = new GroupMember(peerId);
        _member.Begin(Guid.NewGuid(), ring.Last);
        _number = ring.Last;
        _cursor = new GroupCursor(ring, _member, _number, 0);
    }

    /// <summary>The numbers of what came, in its order; each gap by how much it was, below zero.</summary>
    public List<long> Received { get; } = [];

    /// <summary>It has sent something itself.</summary>
    public void CountOwn() => _member.CountOwn();

    /// <summary>The broker sends so much, and half of it arrives.</summary>
    public void Take(int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (_cursor.TryFollow(out RingMessage? next))
                _underWay.Enqueue((next.Number, 0));
            else if (_cursor.SkipMissed() is var missed and > 0)
                _underWay.Enqueue((_cursor.Number, missed));
            else if (_cursor.TryTake(out RingMessage? message))
                _underWay.Enqueue((message.Number, 0));
        }
        Arrive(_underWay.Count / 2);
    }

    /// <summary>The connection is lost, and what was under way; the next one goes on.</summary>
    public void Return()
    {
        _underWay.Clear();
        _cursor = new GroupCursor(_ring, _member, _number, _seen);
        if (_cursor.SkipMissed() is var missed and > 0)
            _underWay.Enqueue((_cursor.Number, missed));
        Arrive(_underWay.Count);
    }

    /// <summary>Everything comes.</summary>
    public void Finish()
    {
        for (int last = -1; last != Received.Count;)
        {
            last = Received.Count;
            Take(10_000);
            Arrive(_underWay.Count);
        }
    }

    private void Arrive(int count)
    {
        for (int i = 0; i < count; i++)
        {
            (long number, long missed) = _underWay.Dequeue();
            _number = number;
            _seen += missed > 0 ? missed : 1;
            Received.Add(missed > 0 ? -missed : number);
        }
    }
}
