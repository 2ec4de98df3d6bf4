using PeerRpc.TestKit.Histories;
using PeerRpc.TestKit.Histories.Checking;

namespace PeerRpc.TestKit.Tests.Histories.Checking;

/// <summary>What a check costs. Runs alone, because it compares times.</summary>
[Collection(nameof(AloneCollection))]
public sealed class CostTests
{
    private const int Few = 60_000; // calls, some 250 000 events
    private const int Rounds = 10;

    // Quadratic cost would be four times as much. What is more than twice is for caches, which hold less of the larger
    // run.
    private const double Most = 3;

    [Fact]
    public void Check_OfTwiceTheEvents_CostsTwice()
    {
        IHistory half = new MemoryHistory(RandomRun.Create(1, Few));
        IHistory whole = new MemoryHistory(RandomRun.Create(1, 2 * Few));
        Measure(half); // compiled now

        // The machine may be busy with something else during one of the two, but not always during the same.
        double best = double.MaxValue;
        for (int round = 0; round < Rounds && best > Most; round++)
            best = double.Min(best, Measure(whole) / Measure(half));

        Assert.InRange(best, 0, Most);
    }

    private static TimeSpan Measure(IHistory history)
    {
        GC.Collect();
        long start = TimeProvider.System.GetTimestamp();
        Assert.Equal(0, HistoryChecker.Check([history]).Violations);
        return TimeProvider.System.GetElapsedTime(start);
    }
}
