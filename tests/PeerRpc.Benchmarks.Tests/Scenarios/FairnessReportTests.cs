using PeerRpc.Benchmarks.Measurement;
using PeerRpc.Benchmarks.Scenarios;

namespace PeerRpc.Benchmarks.Tests.Scenarios;

public class FairnessReportTests
{
    private static readonly BulkResult Bulk = new(1_000_000, 1);

    [Fact]
    public void Of_SignalRAmongTheSystems_ComparesTheOthersWithItWithinThePair()
    {
        FairnessRun[] runs =
        [
            Run(1, "peerrpc-stream", 300), Run(1, "signalr", 30_000),
            Run(2, "peerrpc-stream", 600), Run(2, "signalr", 20_000),
            Run(3, "peerrpc-stream", 400), Run(3, "signalr", 20_000),
        ];

        var report = FairnessReport.Of(DateTimeOffset.UnixEpoch, new BenchmarkOptions(), runs);

        FairnessRatio ratio = Assert.Single(report.Ratios);
        Assert.Equal(("peerrpc-stream", "signalr"), (ratio.System, ratio.Baseline));
        Assert.Equal(0.02, ratio.P50, 6);
        Assert.Equal(0.01, ratio.LowestP50, 6);
        Assert.Equal(0.03, ratio.HighestP50, 6);
    }

    [Fact]
    public void Of_NoSignalR_HasNoRatios() =>
        Assert.Empty(FairnessReport.Of(DateTimeOffset.UnixEpoch, new BenchmarkOptions(), [Run(1, "relay", 1)]).Ratios);

    private static FairnessRun Run(int pair, string system, double loadedP50) => new(
        pair,
        system,
        FairnessPlace.SameLink,
        new LoadResult(1, 1, 1, 100, 100),
        new LoadResult(1, 1, 1, loadedP50, loadedP50),
        Bulk,
        OtherCores: 0);
}
