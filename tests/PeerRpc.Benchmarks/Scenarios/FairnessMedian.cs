using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>The medians of all runs of one system and place, each figure for itself.</summary>
/// <param name="System">The system.</param>
/// <param name="Place">Where the bulk ran.</param>
/// <param name="IdleP50Microseconds">Median time of a call without bulk.</param>
/// <param name="IdleP99Microseconds">99th percentile of it.</param>
/// <param name="LoadedP50Microseconds">Median time of a call beside bulk.</param>
/// <param name="LoadedP99Microseconds">99th percentile of it.</param>
/// <param name="P50Ratio">Median over the runs of loaded by idle within a run.</param>
/// <param name="P99Ratio">The same for the 99th percentile.</param>
/// <param name="LowestP99Ratio">The smallest of a run.</param>
/// <param name="HighestP99Ratio">The largest of a run.</param>
/// <param name="BulkMegabytesPerSecond">What the bulk achieved beside the calls.</param>
/// <param name="OtherCores">Cores that everything else kept busy; null if unknown.</param>
internal sealed record FairnessMedian(
    string System,
    FairnessPlace Place,
    double? IdleP50Microseconds,
    double? IdleP99Microseconds,
    double? LoadedP50Microseconds,
    double? LoadedP99Microseconds,
    double P50Ratio,
    double P99Ratio,
    double LowestP99Ratio,
    double HighestP99Ratio,
    double BulkMegabytesPerSecond,
    double? OtherCores)
{
    /// <summary>Takes the medians of runs of the same system and place.</summary>
    public static FairnessMedian Of(IReadOnlyList<FairnessRun> runs) => new(
        runs[0].System,
        runs[0].Place,
        Median.OfKnown(runs.Select(run => run.Idle.P50Microseconds)),
        Median.OfKnown(runs.Select(run => run.Idle.P99Microseconds)),
        Median.OfKnown(runs.Select(run => run.Loaded.P50Microseconds)),
        Median.OfKnown(runs.Select(run => run.Loaded.P99Microseconds)),
        Median.Of(runs.Select(run => run.P50Ratio)),
        Median.Of(runs.Select(run => run.P99Ratio)),
        runs.Min(run => run.P99Ratio),
        runs.Max(run => run.P99Ratio),
        Median.Of(runs.Select(run => run.Bulk.MegabytesPerSecond)),
        Median.OfKnown(runs.Select(run => run.OtherCores)));
}
