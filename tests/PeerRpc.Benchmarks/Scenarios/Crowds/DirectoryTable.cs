using System.Globalization;
using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>The figures of <c>directory</c> as text.</summary>
internal static class DirectoryTable
{
    private const double Milliseconds = 1_000;

    /// <summary>One run, for watching.</summary>
    public static string LineOf(DirectoryRun run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Pair,3}  list {run.Listed.Seconds * Milliseconds,6:N0} ms" +
        $"   view {run.Viewed.Seconds * Milliseconds,6:N0} ms" +
        $"   delta p50 {run.Deltas.P50Milliseconds,6:N1} p99 {run.Deltas.P99Milliseconds,6:N1} ms" +
        $"   {run.OtherCores,5:F2} cores busy with others{(run.IsDisturbed ? " (disturbed)" : "")}");

    /// <summary>Medians.</summary>
    public static void Write(DirectoryReport report, TextWriter output)
    {
        IReadOnlyList<DirectoryRun> runs = report.Runs;
        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{runs[0].Listed.Count} peers, {runs[0].Watched.Count} watchers, medians of {runs.Count} starts"));
        Line("all peers listed, ms", run => run.Listed.Seconds * Milliseconds);
        Line("first view of a watcher, ms", run => run.Viewed.Seconds * Milliseconds);
        Line("all watchers have begun, ms", run => run.Watched.Seconds * Milliseconds);
        Line("change to a watcher, p50 ms", run => run.Deltas.P50Milliseconds);
        Line("change to a watcher, p99 ms", run => run.Deltas.P99Milliseconds);
        Line("broker us/watcher and change", run => run.BrokerMicrosecondsPerDelta);
        Line("broker KiB/watcher", run => run.KibibytesPerWatcher);
        output.WriteLine($"{runs.Count(run => run.IsDisturbed)} of {runs.Count} runs were disturbed");

        void Line(string name, Func<DirectoryRun, double> figure) => output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name,-30}{Median.Of(runs.Select(figure)),10:N1}"));
    }
}
