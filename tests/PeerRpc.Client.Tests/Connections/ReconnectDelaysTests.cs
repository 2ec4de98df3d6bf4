using PeerRpc.Client.Connections;
using PeerRpc.Core.Randomness;
using Xunit;

namespace PeerRpc.Client.Tests.Connections;

public class ReconnectDelaysTests
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(6);

    [Fact]
    public void Next_OfTheLargestChance_GrowsFivefoldUpToTheLongest()
    {
        const double Nearly = 0.999;
        var delays = new ReconnectDelays(Shortest, Longest, new FixedRandom(Nearly));

        double[] waits = [.. Enumerable.Range(0, 10).Select(_ => delays.Next(null).TotalMilliseconds / Nearly)];

        double[] spans = [250, 1250, 6000, 6000, 6000, 6000, 6000, 6000, 6000, 6000];
        Assert.All(waits.Zip(spans), pair => Assert.Equal(pair.Second, pair.First, tolerance: 1));
    }

    [Fact]
    public void Next_OfNoChance_IsNoWait() =>
        Assert.Equal(TimeSpan.Zero, new ReconnectDelays(Shortest, Longest, new FixedRandom(0)).Next(null));

    [Fact]
    public void Next_OfManyClients_IsSpreadOverTheWholeSpan()
    {
        double[] waits = [.. Enumerable.Range(0, 4000).Select(
            _ => new ReconnectDelays(Shortest, Longest, RandomSource.Secure).Next(null) / Shortest)];

        Assert.All(waits, wait => Assert.InRange(wait, 0, 1));
        // A quarter of them is expected in each quarter, give or take 27; no draw comes near these bounds.
        Assert.All(
            waits.GroupBy(wait => (int)(wait * 4)), quarter => Assert.InRange(quarter.Count(), 700, 1300));
    }

    [Fact]
    public void Next_WithAdvice_IsNeverLessThanThat()
    {
        var delays = new ReconnectDelays(Shortest, Longest, new FixedRandom(0.5));

        Assert.Equal(TimeSpan.FromMilliseconds(5125), delays.Next(TimeSpan.FromSeconds(5)));
        Assert.Equal(TimeSpan.FromMilliseconds(625), delays.Next(TimeSpan.Zero));
    }

    [Fact]
    public void Reset_AfterAConnection_BeginsAnew()
    {
        var delays = new ReconnectDelays(Shortest, Longest, new FixedRandom(0.5));
        for (int i = 0; i < 100; i++)
            delays.Next(null);

        delays.Reset();

        Assert.Equal(Shortest / 2, delays.Next(null));
    }

    [Fact]
    public void Next_AfterManyFailures_StaysWithinTheLongest()
    {
        var delays = new ReconnectDelays(Shortest, Longest, new FixedRandom(0.999));
        for (int i = 0; i < 5000; i++)
            Assert.InRange(delays.Next(null), TimeSpan.Zero, Longest);
    }
}
