using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>Everything that <c>fairness</c> found out; what <c>--json</c> writes.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="Options">How it was asked.</param>
/// <param name="Machine">Where it ran.</param>
/// <param name="Runs">Every single run, in order.</param>
/// <param name="Medians">One per system and place.</param>
internal sealed record FairnessReport(
    DateTimeOffset StartedAt,
    BenchmarkOptions Options,
    MachineFacts Machine,
    IReadOnlyList<FairnessRun> Runs,
    IReadOnlyList<FairnessMedian> Medians)
{
    /// <summary>Draws the conclusions from the runs.</summary>
    public static FairnessReport Of(
        DateTimeOffset startedAt, BenchmarkOptions options, IReadOnlyList<FairnessRun> runs) => new(
            startedAt,
            options,
            MachineFacts.Read(),
            runs,
            [.. runs.GroupBy(run => (run.System, run.Place)).Select(group => FairnessMedian.Of([.. group]))]);
}
