using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>A system against the baseline under one load: every figure above 1 means more of it.</summary>
/// <param name="System">The system.</param>
/// <param name="Baseline">What it is compared with.</param>
/// <param name="InFlight">The load.</param>
/// <param name="CallsPerSecond">Median over the pairs of the ratio within a pair.</param>
/// <param name="LowestCallsPerSecond">The smallest ratio of a pair.</param>
/// <param name="HighestCallsPerSecond">The largest ratio of a pair.</param>
/// <param name="P50">The same median for the p50; only for one in flight.</param>
/// <param name="CpuPerCall">The same median for the processor time of all three processes.</param>
internal sealed record CallsRatio(
    string System,
    string Baseline,
    int InFlight,
    double CallsPerSecond,
    double LowestCallsPerSecond,
    double HighestCallsPerSecond,
    double? P50,
    double CpuPerCall)
{
    /// <summary>Compares runs of the same load, pair by pair, so that a slow minute slows both sides.</summary>
    public static CallsRatio Of(IReadOnlyList<CallsRun> runs, IReadOnlyList<CallsRun> baseline)
    {
        (CallsRun Run, CallsRun Base)[] pairs =
            [.. runs.Join(baseline, run => run.Pair, run => run.Pair, (run, other) => (run, other))];
        double[] rates = [.. pairs.Select(pair => pair.Run.Load.CallsPerSecond / pair.Base.Load.CallsPerSecond)];
        double[] p50s = [.. pairs.Select(P50Of).OfType<double>()];
        return new CallsRatio(
            runs[0].System,
            baseline[0].System,
            runs[0].Load.InFlight,
            Median.Of(rates),
            rates.Min(),
            rates.Max(),
            p50s.Length > 0 ? Median.Of(p50s) : null,
            Median.Of(pairs.Select(pair => CpuOf(pair.Run) / CpuOf(pair.Base))));
    }

    private static double? P50Of((CallsRun Run, CallsRun Base) pair) =>
        pair.Run.Load.P50Microseconds / pair.Base.Load.P50Microseconds;

    private static double CpuOf(CallsRun run) => run.CpuMicrosecondsPerCall.Values.Sum();
}
