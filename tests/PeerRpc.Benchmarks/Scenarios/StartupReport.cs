using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>Everything that <c>startup</c> found out; what <c>--json</c> writes.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="Options">How it was asked.</param>
/// <param name="Machine">Where it ran.</param>
/// <param name="Runs">Every single run, in order.</param>
/// <param name="Medians">One per system.</param>
internal sealed record StartupReport(
    DateTimeOffset StartedAt,
    BenchmarkOptions Options,
    MachineFacts Machine,
    IReadOnlyList<StartupRun> Runs,
    IReadOnlyList<StartupMedian> Medians)
{
    /// <summary>Which scenario wrote it.</summary>
    public string Scenario { get; } = "startup";

    /// <summary>Draws the conclusions from the runs.</summary>
    public static StartupReport Of(
        DateTimeOffset startedAt, BenchmarkOptions options, IReadOnlyList<StartupRun> runs)
    {
        StartupRun[][] groups = [.. runs.GroupBy(run => run.System).Select(group => group.ToArray())];
        return new StartupReport(
            startedAt, options, MachineFacts.Read(), runs,
            [.. groups.Select(group => StartupMedian.Of(group, groups[0]))]);
    }
}
