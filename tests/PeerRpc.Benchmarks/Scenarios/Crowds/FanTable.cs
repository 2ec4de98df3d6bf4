using System.Globalization;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>The figures of <c>fan</c> as text.</summary>
internal static class FanTable
{
    private const string Heading =
        "fan      routes   opened/s    calls/s   to two   us/call: broker  callers  callees";

    /// <summary>One run, for watching.</summary>
    public static string LineOf(FanRun run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Pair,3}  {run.Stage,-4}{run.Routes,7} routes {run.Opened.PerSecond,8:N0} opened/s " +
        $"{run.Load.CallsPerSecond,10:N0} calls/s   {run.OtherCores,5:F2} cores busy with others" +
        $"{(run.IsDisturbed ? " (disturbed)" : "")}");

    /// <summary>Medians and ratios.</summary>
    public static void Write(FanReport report, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"64 calls in flight over all routes in turn, medians of {report.Options.Pairs} pairs"));
        output.WriteLine(Heading);
        foreach (FanMedian median in report.Medians) output.WriteLine(LineOf(median));
        output.WriteLine($"{report.Runs.Count(run => run.IsDisturbed)} of {report.Runs.Count} runs were disturbed");
    }

    private static string LineOf(FanMedian median) => string.Create(
        CultureInfo.InvariantCulture,
        $"{median.Stage,-4}{median.Routes,11}{median.OpenedPerSecond,11:N0}{median.CallsPerSecond,11:N0}" +
        $"{median.RatioToTwo,9:F2}{median.BrokerMicrosecondsPerCall,18:F2}" +
        $"{median.CallersMicrosecondsPerCall,9:F2}{median.CalleesMicrosecondsPerCall,9:F2}");
}
