using System.Globalization;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>The figures of <c>crowd</c> as text.</summary>
internal static class CrowdTable
{
    private const string Heading =
        "others      in flight    calls/s   p50 us   p99 us   broker us/call   crowd cores   " +
        "ratio to alone: calls/s   p99";

    /// <summary>One run, for watching.</summary>
    public static string LineOf(CrowdRun run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Pair,3}  {run.Stage,-10}{run.Load.InFlight,4} in flight {run.Load.CallsPerSecond,10:N0} calls/s " +
        $"{run.Load.P99Microseconds,8:F1} us p99   {run.OtherCores,5:F2} cores busy with others" +
        $"{(run.IsDisturbed ? " (disturbed)" : "")}");

    /// <summary>Medians and ratios.</summary>
    public static void Write(CrowdReport report, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Options.Crowd.Peers} others, {report.Options.Crowd.Chatting} of them chat at " +
            $"{report.Options.Crowd.ChatRate} calls/s each, medians of {report.Options.Pairs} pairs"));
        output.WriteLine(Heading);
        foreach (CrowdMedian median in report.Medians) output.WriteLine(LineOf(median));
        output.WriteLine($"{report.Runs.Count(run => run.IsDisturbed)} of {report.Runs.Count} runs were disturbed");
    }

    private static string LineOf(CrowdMedian median) => string.Create(
        CultureInfo.InvariantCulture,
        $"{median.Stage,-10}{median.InFlight,11}{median.CallsPerSecond,11:N0}{median.P50Microseconds,9:F1}" +
        $"{median.P99Microseconds,9:F1}{median.BrokerMicrosecondsPerCall,17:F2}{median.CrowdCores,14:F2}" +
        $"{median.RatioToAlone,26:F2}{median.P99RatioToAlone,6:F2}");
}
