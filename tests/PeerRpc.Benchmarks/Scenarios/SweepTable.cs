using System.Globalization;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>The figures of <c>sweep</c> as text.</summary>
internal static class SweepTable
{
    /// <summary>One turn, for watching.</summary>
    public static string LineOf(SweepRun run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Pair,3}  {run.System,-14}at most {run.Loads.Max(load => load.CallsPerSecond),10:N0} calls/s " +
        $"{run.OtherCores,7:F2} cores busy with others{(run.IsDisturbed ? " (disturbed)" : "")}");

    /// <summary>Medians.</summary>
    public static void Write(SweepReport report, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Options.Transport}, medians of {report.Options.Pairs} turns, " +
            $"{report.Options.Seconds} s per load"));
        output.WriteLine("system           in flight    calls/s");
        foreach (SweepThroughput median in report.Throughput) output.WriteLine(LineOf(median));
        output.WriteLine();
        output.WriteLine("system           share       due/s  answered/s    p50 us    p99 us");
        foreach (SweepLatency median in report.Latency) output.WriteLine(LineOf(median));
        output.WriteLine($"{report.Runs.Count(run => run.IsDisturbed)} of {report.Runs.Count} turns were disturbed");
    }

    private static string LineOf(SweepThroughput median) => string.Create(
        CultureInfo.InvariantCulture, $"{median.System,-14}{median.InFlight,12}{median.CallsPerSecond,11:N0}");

    private static string LineOf(SweepLatency median) => string.Create(
        CultureInfo.InvariantCulture,
        $"{median.System,-14}{median.Share,8:F2}{median.Rate,12:N0}{median.CallsPerSecond,12:N0}" +
        $"{median.P50Microseconds,10:F1}{median.P99Microseconds,10:F1}");
}
