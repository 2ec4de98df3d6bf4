using FileShare.Parts;

namespace PeerRpc.FileShare.Tests.Parts;

public class RangeSetTests
{
    [Fact]
    public void Add_NeighboursAndOverlaps_BecomeOneRange()
    {
        var set = new RangeSet();

        set.Add(new ByteRange(10, 20));
        set.Add(new ByteRange(30, 40));
        set.Add(new ByteRange(20, 30));
        set.Add(new ByteRange(5, 35));
        set.Add(new ByteRange(50, 50));

        Assert.Equal([new ByteRange(5, 40)], set.Ranges);
        Assert.Equal(35, set.Count);
        Assert.Equal(0, set.Prefix);
    }

    [Fact]
    public void Missing_OfALength_IsWhatWasNotAdded()
    {
        var set = new RangeSet();
        set.Add(new ByteRange(0, 10));
        set.Add(new ByteRange(20, 30));

        Assert.Equal([new ByteRange(10, 20), new ByteRange(30, 35)], set.Missing(35));
        Assert.Equal(10, set.Prefix);
        Assert.Empty(set.Missing(10));
        Assert.Equal([new ByteRange(0, 7)], new RangeSet().Missing(7));
    }

    [Fact]
    public void Add_AnyRanges_IsWhatAnArrayOfFlagsSays()
    {
        var random = new Random(7);
        for (int round = 0; round < 500; round++)
        {
            var set = new RangeSet();
            bool[] flags = new bool[60];
            for (int i = 0; i < random.Next(1, 15); i++)
            {
                int from = random.Next(60);
                int to = random.Next(from, 61);
                set.Add(new ByteRange(from, to));
                flags.AsSpan(from, to - from).Fill(true);
            }

            Assert.Equal(flags.Count(flag => flag), set.Count);
            Assert.Equal(flags.Count(flag => !flag), set.Missing(60).Sum(range => range.Length));
            Assert.All(set.Ranges, range => Assert.All(flags[(int)range.From..(int)range.To], Assert.True));
        }
    }
}
