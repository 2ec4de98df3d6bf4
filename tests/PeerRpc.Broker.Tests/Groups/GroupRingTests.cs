using PeerRpc.Broker.Groups;
using Xunit;

namespace PeerRpc.Broker.Tests.Groups;

public class GroupRingTests
{
    [Fact]
    public void Add_BeyondTheCapacity_DropsTheOldest()
    {
        GroupRing ring = Ring(capacity: 3);

        for (int i = 1; i <= 5; i++)
            ring.Add("a", [(byte)i]);

        Assert.Equal((3, 5), (ring.First, ring.Last));
        Assert.Equal([3, 4, 5], Enumerable.Range(3, 3).Select(number => (int)ring[number].Encoded[0]));
    }

    [Fact]
    public void Add_BeyondTheBytes_DropsAsManyAsItTakes()
    {
        GroupRing ring = Ring(capacity: 100, maxBytes: 10);
        for (int i = 0; i < 5; i++)
            ring.Add("a", new byte[2]);

        ring.Add("a", new byte[7]);

        Assert.Equal((5, 6, 9), (ring.First, ring.Last, ring.Size.Bytes));
    }

    [Fact]
    public void Add_OfMoreThanThereIsRoomFor_KeepsItAlone()
    {
        GroupRing ring = Ring(capacity: 100, maxBytes: 10);
        ring.Add("a", new byte[5]);

        ring.Add("a", new byte[50]);

        Assert.Equal((2, 2), (ring.First, ring.Last));
    }

    [Fact]
    public void Message_ThatWasDropped_LeadsToNoOther()
    {
        GroupRing ring = Ring(capacity: 2);
        ring.Add("a", [1]);
        RingMessage first = ring[1];
        ring.Add("a", [2]);
        Assert.Same(ring[2], first.Next);

        ring.Add("a", [3]);

        Assert.Null(first.Next);
        Assert.Same(ring[3], ring[2].Next);
    }

    private static GroupRing Ring(int capacity, long maxBytes = 1000) => new(capacity, maxBytes);
}
