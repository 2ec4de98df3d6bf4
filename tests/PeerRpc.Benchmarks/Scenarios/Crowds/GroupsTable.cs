using System.Globalization;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>The figures of <c>groups</c> as text.</summary>
internal static class GroupsTable
{
    private const double Mark = 1.3;

    private const string Heading =
        "system      burst   copies/s   us/copy: broker   with idle   members   idle cores   "
        + "broker to first (lowest-highest)   with idle";

    /// <summary>One run, for watching.</summary>
    public static string LineOf(GroupsRun run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Pair,3}  {run.System,-10}{run.Burst,4} at once {run.CopiesPerSecond,10:N0} copies/s " +
        $"{run.BrokerMicrosecondsPerCopy,7:F2} us/copy, {run.WholeMicrosecondsPerCopy,5:F2} with idle   " +
        $"{run.OtherCores,5:F2} cores busy with others" +
        $"{(run.IsDisturbed ? " (disturbed)" : "")}");

    /// <summary>Medians and ratios.</summary>
    public static void Write(GroupsReport report, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"one sender to {report.Options.Crowd.Members} members, medians of {report.Options.Pairs} pairs; " +
            $"the mark is a ratio of {Mark}"));
        output.WriteLine(Heading);
        foreach (GroupsMedian median in report.Medians) output.WriteLine(LineOf(median));
        output.WriteLine($"{report.Runs.Count(run => run.IsDisturbed)} of {report.Runs.Count} runs were disturbed");
    }

    private static string LineOf(GroupsMedian median) => string.Create(
        CultureInfo.InvariantCulture,
        $"{median.System,-10}{median.Burst,7}{median.CopiesPerSecond,11:N0}{median.BrokerMicrosecondsPerCopy,18:F2}" +
        $"{median.WholeMicrosecondsPerCopy,12:F2}{median.MembersMicrosecondsPerCopy,10:F2}{median.IdleCores,13:F3}" +
        $"{median.BrokerRatio,18:F2} ({median.LowestRatio:F2}-{median.HighestRatio:F2}){median.WholeRatio,16:F2}" +
        $"{(median.BrokerRatio > Mark ? " above" : "")}");
}
