using PeerRpc.Benchmarks.Scenarios;

namespace PeerRpc.Benchmarks.Plots;

/// <summary>The plots of a sweep.</summary>
internal static class SweepPlots
{
    private const double Thousand = 1000;

    /// <summary>Throughput against calls in flight.</summary>
    public static LinePlot Throughput(SweepReport report)
    {
        string[] systems = SystemsOf(report);
        return new LinePlot(
            $"Throughput against calls in flight, {report.Options.Transport}",
            Axis.Doubling("calls in flight", report.Throughput.Select(each => (double)each.InFlight)),
            Axis.Linear("thousand calls per second", report.Throughput.Select(each => each.CallsPerSecond / Thousand)),
            [.. systems.Select((system, i) => new Series(
                system,
                i,
                IsDashed: false,
                [.. report.Throughput.Where(each => each.System == system)
                    .Select(each => ((double)each.InFlight, each.CallsPerSecond / Thousand))]))]);
    }

    /// <summary>Latency against load.</summary>
    public static LinePlot Latency(SweepReport report)
    {
        string[] systems = SystemsOf(report);
        return new LinePlot(
            $"Time of a call against load, {report.Options.Transport}",
            Axis.Linear("thousand calls per second", report.Latency.Select(each => each.Rate / Thousand)),
            Axis.Logarithmic(
                "microseconds",
                [.. report.Latency.SelectMany(each => new[] { each.P50Microseconds, each.P99Microseconds })]),
            [.. systems.SelectMany((system, i) => new[]
            {
                Curve(report, system, i, "p50", each => each.P50Microseconds),
                Curve(report, system, i, "p99", each => each.P99Microseconds),
            })]);
    }

    private static Series Curve(
        SweepReport report, string system, int colour, string figure, Func<SweepLatency, double> value) => new(
            $"{system} {figure}",
            colour,
            IsDashed: figure == "p99",
            [.. report.Latency.Where(each => each.System == system)
                .Select(each => (each.Rate / Thousand, value(each)))]);

    private static string[] SystemsOf(SweepReport report) =>
        [.. report.Throughput.Select(each => each.System).Distinct()];
}
