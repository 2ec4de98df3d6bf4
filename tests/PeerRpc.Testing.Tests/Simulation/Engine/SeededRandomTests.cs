using PeerRpc.Testing.Simulation.Engine;
using Xunit;

namespace PeerRpc.Testing.Tests.Simulation.Engine;

public class SeededRandomTests
{
    [Fact]
    public void Numbers_OfASeed_AreTheSameOnEveryMachine()
    {
        var random = new SeededRandom(1, 0);

        // Written down once: a change of these changes what every seed means.
        Assert.Equal(
            [0xB3F2AF6D0FC710C5, 0x853B559647364CEA, 0x92F89756082A4514],
            new[] { random.NextBits(), random.NextBits(), random.NextBits() });
    }

    [Fact]
    public void Purposes_OfOneSeed_AreApart() =>
        Assert.NotEqual(new SeededRandom(1, 1).NextBits(), new SeededRandom(1, 2).NextBits());

    [Fact]
    public void Next_StaysWithinItsRangeAndReachesAllOfIt()
    {
        var random = new SeededRandom(5, 1);
        int[] drawn = [.. Enumerable.Range(0, 1000).Select(_ => random.Next(3, 8))];

        Assert.Equal([3, 4, 5, 6, 7], drawn.Distinct().Order());
        Assert.InRange(random.NextDouble(), 0, 1);
        Assert.InRange(random.NextInt64(long.MinValue, long.MaxValue), long.MinValue, long.MaxValue);
        Assert.Equal(0, random.Next(1));
        Assert.Equal(0, random.NextTicks(0));
    }

    [Fact]
    public void NextBytes_FillsAll()
    {
        var random = new SeededRandom(5, 1);
        var bytes = new byte[1003];

        random.NextBytes(bytes);

        Assert.True(bytes.Distinct().Count() > 200);
        Assert.Contains(bytes[1000..], b => b != 0);
    }
}
