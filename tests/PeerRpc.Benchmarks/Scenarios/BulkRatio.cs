using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>A system against the baseline: every figure above 1 means more of it.</summary>
/// <param name="System">The system.</param>
/// <param name="Baseline">What it is compared with.</param>
/// <param name="MegabytesPerSecond">Median over the pairs of the ratio within a pair.</param>
/// <param name="LowestMegabytesPerSecond">The smallest ratio of a pair.</param>
/// <param name="HighestMegabytesPerSecond">The largest ratio of a pair.</param>
/// <param name="CpuSeconds">The same median for the processor time of all three processes.</param>
internal sealed record BulkRatio(
    string System,
    string Baseline,
    double MegabytesPerSecond,
    double LowestMegabytesPerSecond,
    double HighestMegabytesPerSecond,
    double CpuSeconds)
{
    /// <summary>Compares pair by pair, so that a slow minute slows both sides.</summary>
    public static BulkRatio Of(IReadOnlyList<BulkRun> runs, IReadOnlyList<BulkRun> baseline)
    {
        (BulkRun Run, BulkRun Base)[] pairs =
            [.. runs.Join(baseline, run => run.Pair, run => run.Pair, (run, other) => (run, other))];
        double[] rates =
            [.. pairs.Select(pair => pair.Run.Transfer.MegabytesPerSecond / pair.Base.Transfer.MegabytesPerSecond)];
        return new BulkRatio(
            runs[0].System,
            baseline[0].System,
            Median.Of(rates),
            rates.Min(),
            rates.Max(),
            Median.Of(pairs.Select(pair => pair.Run.CpuSeconds.Values.Sum() / pair.Base.CpuSeconds.Values.Sum())));
    }
}
