using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>Everything that <c>fan</c> found out; what <c>--json</c> writes.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="Options">How it was asked.</param>
/// <param name="Machine">Where it ran.</param>
/// <param name="Runs">Every single run, in order.</param>
/// <param name="Medians">One per stage.</param>
internal sealed record FanReport(
    DateTimeOffset StartedAt,
    BenchmarkOptions Options,
    MachineFacts Machine,
    IReadOnlyList<FanRun> Runs,
    IReadOnlyList<FanMedian> Medians)
{
    /// <summary>Which scenario wrote it.</summary>
    public string Scenario { get; } = "fan";

    /// <summary>Draws the conclusions from the runs.</summary>
    public static FanReport Of(DateTimeOffset startedAt, BenchmarkOptions options, IReadOnlyList<FanRun> runs)
    {
        FanRun[][] groups = [.. runs.GroupBy(run => run.Stage).Select(group => group.ToArray())];
        return new FanReport(
            startedAt, options, MachineFacts.Read(), runs,
            [.. groups.Select(group => FanMedian.Of(group, groups[0]))]);
    }
}
