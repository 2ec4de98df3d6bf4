using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>Everything that <c>groups</c> found out; what <c>--json</c> writes.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="Options">How it was asked.</param>
/// <param name="Machine">Where it ran.</param>
/// <param name="Runs">Every single run, in order.</param>
/// <param name="Medians">One per system and load.</param>
internal sealed record GroupsReport(
    DateTimeOffset StartedAt,
    BenchmarkOptions Options,
    MachineFacts Machine,
    IReadOnlyList<GroupsRun> Runs,
    IReadOnlyList<GroupsMedian> Medians)
{
    /// <summary>Which scenario wrote it.</summary>
    public string Scenario { get; } = "groups";

    /// <summary>Draws the conclusions from the runs.</summary>
    public static GroupsReport Of(DateTimeOffset startedAt, BenchmarkOptions options, IReadOnlyList<GroupsRun> runs)
    {
        GroupsRun[][] groups = [.. runs.GroupBy(run => (run.Burst, run.System)).Select(group => group.ToArray())];
        return new GroupsReport(
            startedAt, options, MachineFacts.Read(), runs,
            [
                .. groups.Select(group => GroupsMedian.Of(
                    group, groups.First(other =>
                        other[0].Burst == group[0].Burst && other[0].System == options.Systems[0]))),
            ]);
    }
}
