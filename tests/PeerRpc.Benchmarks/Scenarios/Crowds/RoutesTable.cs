using System.Globalization;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>The figures of <c>routes</c> as text.</summary>
internal static class RoutesTable
{
    private const string Heading =
        "  routes   opened/s    calls/s   to one route   us/call: broker  callee   bytes/route: broker  callee";

    /// <summary>One run, for watching.</summary>
    public static string LineOf(RoutesRun run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Routes,8} routes {run.Opened.PerSecond,8:N0} opened/s {run.Load.CallsPerSecond,10:N0} calls/s   " +
        $"{run.OtherCores,5:F2} cores busy with others{(run.IsDisturbed ? " (disturbed)" : "")}");

    /// <summary>Medians and ratios.</summary>
    public static void Write(RoutesReport report, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"64 calls in flight over all routes in turn, medians of {report.Options.Pairs} pairs"));
        output.WriteLine(Heading);
        foreach (RoutesMedian median in report.Medians) output.WriteLine(LineOf(median));
        output.WriteLine($"{report.Runs.Count(run => run.IsDisturbed)} of {report.Runs.Count} runs were disturbed");
    }

    private static string LineOf(RoutesMedian median) => string.Create(
        CultureInfo.InvariantCulture,
        $"{median.Routes,8}{median.OpenedPerSecond,11:N0}{median.CallsPerSecond,11:N0}{median.RatioToOne,15:F2}" +
        $"{median.BrokerMicrosecondsPerCall,18:F2}{median.CalleeMicrosecondsPerCall,8:F2}" +
        $"{median.BrokerBytesPerRoute,22:N0}{median.CalleeBytesPerRoute,8:N0}");
}
