using System.Globalization;
using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>The figures of <c>calls</c> as text.</summary>
internal static class CallsTable
{
    private const string Heading =
        "system           in flight    calls/s   p50 us   p99 us   CPU us/call: broker  callee  caller   others";

    /// <summary>One run, for watching.</summary>
    public static string LineOf(CallsRun run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Pair,3}  {run.System,-14}{run.Load.InFlight,6} in flight {run.Load.CallsPerSecond,10:N0} calls/s " +
        $"{run.Load.P50Microseconds,8:F1} us p50   {run.OtherCores,5:F2} cores busy with others" +
        $"{(run.IsDisturbed ? " (disturbed)" : "")}");

    /// <summary>Medians and ratios.</summary>
    public static void Write(CallsReport report, TextWriter output)
    {
        WriteMedians(report.Options, report.Medians, report.Runs, output);
        if (report.Ratios.Count == 0) return;
        output.WriteLine();
        output.WriteLine($"ratio to {report.Options.Systems[0]}, median of the pairs (lowest - highest)");
        foreach (CallsRatio ratio in report.Ratios) output.WriteLine(LineOf(ratio));
    }

    /// <summary>Medians, and how many runs were disturbed.</summary>
    public static void WriteMedians(
        BenchmarkOptions options,
        IReadOnlyList<CallsMedian> medians,
        IReadOnlyList<CallsRun> runs,
        TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Transport}, medians of {options.Pairs} runs of {options.Seconds} s"));
        output.WriteLine(Heading);
        foreach (CallsMedian median in medians) output.WriteLine(LineOf(median));
        output.WriteLine($"{runs.Count(run => run.IsDisturbed)} of {runs.Count} runs were disturbed");
    }

    /// <summary>One ratio.</summary>
    public static string LineOf(CallsRatio ratio) => string.Create(
        CultureInfo.InvariantCulture,
        $"{ratio.System,-14}{ratio.InFlight,12}   calls/s {ratio.CallsPerSecond:F2} " +
        $"({ratio.LowestCallsPerSecond:F2} - {ratio.HighestCallsPerSecond:F2})   CPU per call {ratio.CpuPerCall:F2}" +
        $"{(ratio.P50 is { } p50 ? $"   p50 {p50:F2}" : "")}");

    private static string LineOf(CallsMedian median) => string.Create(
        CultureInfo.InvariantCulture,
        $"{median.System,-14}{median.InFlight,12}{median.CallsPerSecond,11:N0}" +
        $"{median.P50Microseconds,9:F1}{median.P99Microseconds,9:F1}" +
        $"{median.CpuMicrosecondsPerCall[EchoRole.Broker],22:F2}" +
        $"{median.CpuMicrosecondsPerCall[EchoRole.Callee],8:F2}" +
        $"{median.CpuMicrosecondsPerCall[EchoRole.Caller],8:F2}{median.OtherCores,9:F2}");
}
