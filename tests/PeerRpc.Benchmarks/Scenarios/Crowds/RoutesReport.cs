using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>Everything that <c>routes</c> found out; what <c>--json</c> writes.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="Options">How it was asked.</param>
/// <param name="Machine">Where it ran.</param>
/// <param name="Runs">Every single run, in order.</param>
/// <param name="Medians">One per number of routes.</param>
internal sealed record RoutesReport(
    DateTimeOffset StartedAt,
    BenchmarkOptions Options,
    MachineFacts Machine,
    IReadOnlyList<RoutesRun> Runs,
    IReadOnlyList<RoutesMedian> Medians)
{
    /// <summary>Which scenario wrote it.</summary>
    public string Scenario { get; } = "routes";

    /// <summary>Draws the conclusions from the runs.</summary>
    public static RoutesReport Of(DateTimeOffset startedAt, BenchmarkOptions options, IReadOnlyList<RoutesRun> runs)
    {
        RoutesRun[][] groups = [.. runs.GroupBy(run => run.Routes).Select(group => group.ToArray())];
        return new RoutesReport(
            startedAt, options, MachineFacts.Read(), runs,
            [.. groups.Select(group => RoutesMedian.Of(group, groups[0]))]);
    }
}
