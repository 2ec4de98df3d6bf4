using System.Globalization;
using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios.Workers;

/// <summary>The figures of <c>workers</c> as text.</summary>
internal static class WorkersTable
{
    /// <summary>One lot of jobs, for watching.</summary>
    public static string LineOf(WorkersRun run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Pair,3}  {run.Order,-16}{run.Crashes,3} crashes{run.Jobs,8:N0} jobs{run.Failures,4} failed" +
        $"{run.Seconds,8:F2} s, ideal {run.IdealSeconds:F2} s: {run.RatioToIdeal:F3}   " +
        $"({string.Join(' ', run.Workers)})");

    /// <summary>One comparison of calls, for watching.</summary>
    public static string LineOf(ChoiceRun run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Pair,3}  by id {run.OneCallsPerSecond,9:N0}/s {run.OneBytesPerCall,7:F0} B   any " +
        $"{run.AnyCallsPerSecond,9:N0}/s {run.AnyBytesPerCall,7:F0} B");

    /// <summary>The medians.</summary>
    public static void Write(WorkersReport report, TextWriter output)
    {
        output.WriteLine();
        foreach (IGrouping<(string, bool), WorkersRun> runs in report.Runs.GroupBy(r => (r.Order, r.Crashes > 0)))
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{runs.Key.Item1,-16}{(runs.Key.Item2 ? "with crashes" : "undisturbed"),-14}" +
                $"{Median.Of(runs.Select(run => run.RatioToIdeal)),6:F3} of the ideal time, " +
                $"{runs.Sum(run => run.Failures)} failures"));
        }
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"any peer against one: {Median.Of(report.Choices.Select(c => c.AnyCallsPerSecond / c.OneCallsPerSecond)):F3} " +
            $"of the calls/s, {Median.Of(report.Choices.Select(c => c.AnyBytesPerCall - c.OneBytesPerCall)):F0} B more"));
    }
}
