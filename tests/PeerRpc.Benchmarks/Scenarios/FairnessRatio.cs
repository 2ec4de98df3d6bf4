using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>The small calls of a system beside bulk, against those of another system beside its own bulk.</summary>
/// <param name="System">The system.</param>
/// <param name="Baseline">What it is compared with.</param>
/// <param name="Place">Where the bulk ran.</param>
/// <param name="P50">Median over the pairs of the ratio of the p50 within a pair.</param>
/// <param name="LowestP50">The smallest ratio of a pair.</param>
/// <param name="HighestP50">The largest ratio of a pair.</param>
/// <param name="P99">The same median for the 99th percentile.</param>
/// <param name="BulkMegabytesPerSecond">The same median for what the bulk achieved meanwhile.</param>
internal sealed record FairnessRatio(
    string System,
    string Baseline,
    FairnessPlace Place,
    double P50,
    double LowestP50,
    double HighestP50,
    double P99,
    double BulkMegabytesPerSecond)
{
    /// <summary>Compares pair by pair, so that a slow minute slows both sides.</summary>
    public static FairnessRatio Of(IReadOnlyList<FairnessRun> runs, IReadOnlyList<FairnessRun> baseline)
    {
        (FairnessRun Run, FairnessRun Base)[] pairs =
            [.. runs.Join(baseline, run => run.Pair, run => run.Pair, (run, other) => (run, other))];
        double[] p50s = [.. pairs.Select(pair =>
            pair.Run.Loaded.P50Microseconds / pair.Base.Loaded.P50Microseconds ?? double.NaN)];
        return new FairnessRatio(
            runs[0].System,
            baseline[0].System,
            runs[0].Place,
            Median.Of(p50s),
            p50s.Min(),
            p50s.Max(),
            Median.Of(pairs.Select(pair =>
                pair.Run.Loaded.P99Microseconds / pair.Base.Loaded.P99Microseconds ?? double.NaN)),
            Median.Of(pairs.Select(pair => pair.Run.Bulk.MegabytesPerSecond / pair.Base.Bulk.MegabytesPerSecond)));
    }
}
