using System.Globalization;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>The figures of <c>fairness</c> as text.</summary>
internal static class FairnessTable
{
    // What is promised of bulk: calls beside it take at most so many times as long.
    private const double Mark = 3;

    private const string Heading =
        "                            idle               beside bulk        ratio\n" +
        "system         bulk on      p50 us   p99 us    p50 us   p99 us    p50   p99 (lowest - highest)    bulk MB/s" +
        "  others";

    /// <summary>One run, for watching.</summary>
    public static string LineOf(FairnessRun run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Pair,3}  {run.System,-15}{run.Place,-10} p99 {run.Idle.P99Microseconds,8:F1} us idle " +
        $"{run.Loaded.P99Microseconds,9:F1} us beside {run.Bulk.MegabytesPerSecond,6:N0} MB/s " +
        $"{run.OtherCores,6:F2} cores busy with others{(run.IsDisturbed ? " (disturbed)" : "")}");

    /// <summary>Medians and the mark.</summary>
    public static void Write(FairnessReport report, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Options.Transport}, medians of {report.Options.Pairs} runs of {report.Options.Seconds} s " +
            $"each; the mark is a p99 ratio of at most {Mark}"));
        output.WriteLine(Heading);
        foreach (FairnessMedian median in report.Medians) output.WriteLine(LineOf(median));
        output.WriteLine($"{report.Runs.Count(run => run.IsDisturbed)} of {report.Runs.Count} runs were disturbed");
        if (report.Ratios.Count == 0) return;
        output.WriteLine();
        output.WriteLine($"small calls beside bulk: ratio to {report.Ratios[0].Baseline} (lowest - highest)");
        foreach (FairnessRatio ratio in report.Ratios) output.WriteLine(LineOf(ratio));
    }

    private static string LineOf(FairnessRatio ratio) => string.Create(
        CultureInfo.InvariantCulture,
        $"{ratio.System,-15}{ratio.Place,-10}   p50 {ratio.P50:F3} ({ratio.LowestP50:F3} - {ratio.HighestP50:F3})" +
        $"   p99 {ratio.P99:F3}   bulk MB/s {ratio.BulkMegabytesPerSecond:F2}");

    private static string LineOf(FairnessMedian median) => string.Create(
        CultureInfo.InvariantCulture,
        $"{median.System,-15}{median.Place,-10}{median.IdleP50Microseconds,9:F1}{median.IdleP99Microseconds,9:F1}" +
        $"{median.LoadedP50Microseconds,10:F1}{median.LoadedP99Microseconds,9:F1}{median.P50Ratio,7:F1}" +
        $"{median.P99Ratio,6:F1} ({median.LowestP99Ratio,4:F1} - {median.HighestP99Ratio,4:F1})" +
        $"{(median.P99Ratio > Mark ? " above" : "      ")}" +
        $"{median.BulkMegabytesPerSecond,14:N0}{median.OtherCores,8:F2}");
}
