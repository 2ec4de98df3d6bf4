using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>Everything that <c>idle</c> found out; what <c>--json</c> writes.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="Options">How it was asked.</param>
/// <param name="Machine">Where it ran.</param>
/// <param name="Runs">One per system and cycle.</param>
/// <param name="Medians">One per system.</param>
/// <param name="Ratios">One per system that is not the first.</param>
internal sealed record IdleReport(
    DateTimeOffset StartedAt,
    BenchmarkOptions Options,
    MachineFacts Machine,
    IReadOnlyList<IdleRun> Runs,
    IReadOnlyList<IdleMedian> Medians,
    IReadOnlyList<IdleRatio> Ratios)
{
    /// <summary>Which scenario wrote it.</summary>
    public string Scenario { get; } = "idle";

    /// <summary>Draws the conclusions from the runs.</summary>
    public static IdleReport Of(DateTimeOffset startedAt, BenchmarkOptions options, IReadOnlyList<IdleRun> runs)
    {
        IdleRun[][] groups = [.. runs.GroupBy(run => run.System).Select(group => group.ToArray())];
        return new IdleReport(
            startedAt, options, MachineFacts.Read(), runs, [.. groups.Select(IdleMedian.Of)],
            [.. groups.Skip(1).Select(group => IdleRatio.Of(group, groups[0]))]);
    }
}
