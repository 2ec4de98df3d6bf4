using System.Globalization;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>The figures of <c>startup</c> as text.</summary>
internal static class StartupTable
{
    private const string Heading =
        "system         ms: broker  callee  caller  first call  second call   total   to the first system";

    /// <summary>One run, for watching.</summary>
    public static string LineOf(StartupRun run) => string.Create(
        CultureInfo.InvariantCulture, $"{run.Pair,3}  {run.System,-14}{run.TotalMilliseconds,7:F0} ms");

    /// <summary>Medians and ratios.</summary>
    public static void Write(StartupReport report, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Options.Transport}, medians of {report.Options.Pairs} starts"));
        output.WriteLine(Heading);
        foreach (StartupMedian median in report.Medians) output.WriteLine(LineOf(median));
    }

    private static string LineOf(StartupMedian median) => string.Create(
        CultureInfo.InvariantCulture,
        $"{median.System,-14}{median.BrokerMilliseconds,11:F0}{median.CalleeMilliseconds,8:F0}" +
        $"{median.CallerMilliseconds,8:F0}{median.FirstCallMilliseconds,12:F1}{median.SecondCallMilliseconds,13:F2}" +
        $"{median.TotalMilliseconds,8:F0}{median.RatioToFirst,12:F2}");
}
