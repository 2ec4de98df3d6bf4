using PeerRpc.Benchmarks.Measurement;
using PeerRpc.Benchmarks.Processes;
using PeerRpc.Benchmarks.Scenarios;

namespace PeerRpc.Benchmarks.Tests.Scenarios;

public class PeersReportTests
{
    private static readonly Dictionary<EchoRole, double> Cpu =
        Enum.GetValues<EchoRole>().ToDictionary(role => role, _ => 1.0);

    [Fact]
    public void Of_ThreeSystems_ComparesAllWithTheFirstAndTheProductWithTheOther()
    {
        var options = new BenchmarkOptions { Systems = ["relay", "peerrpc", "signalr"] };
        CallsRun[] runs =
        [
            Run(1, "relay", 400), Run(1, "peerrpc", 300), Run(1, "signalr", 60),
            Run(2, "relay", 400), Run(2, "peerrpc", 200), Run(2, "signalr", 50),
            Run(3, "relay", 200), Run(3, "peerrpc", 150), Run(3, "signalr", 50),
        ];

        var report = PeersReport.Of(DateTimeOffset.UnixEpoch, options, [], runs);

        Assert.Equal(
            [("peerrpc", "relay", 0.75), ("signalr", "relay", 0.15), ("peerrpc", "signalr", 4.0)],
            report.Ratios.Select(ratio => (ratio.System, ratio.Baseline, Math.Round(ratio.CallsPerSecond, 3))));
        Assert.Equal(3, report.Ratios[2].LowestCallsPerSecond);
        Assert.Equal(5, report.Ratios[2].HighestCallsPerSecond);
    }

    [Fact]
    public void Of_WithoutTheProduct_ComparesWithTheFirstOnly()
    {
        var options = new BenchmarkOptions { Systems = ["relay", "signalr"] };

        var report = PeersReport.Of(
            DateTimeOffset.UnixEpoch, options, [], [Run(1, "relay", 400), Run(1, "signalr", 100)]);

        CallsRatio ratio = Assert.Single(report.Ratios);
        Assert.Equal(("signalr", "relay"), (ratio.System, ratio.Baseline));
    }

    private static CallsRun Run(int pair, string system, long calls) =>
        new(pair, system, new LoadResult(64, calls, 1, null, null), Cpu, 0);
}
