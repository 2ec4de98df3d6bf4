using PeerRpc.Benchmarks.Measurement;
using PeerRpc.Benchmarks.SignalR;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>Everything that <c>fairness</c> found out; what <c>--json</c> writes.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="Options">How it was asked.</param>
/// <param name="Machine">Where it ran.</param>
/// <param name="Runs">Every single run, in order.</param>
/// <param name="Medians">One per system and place.</param>
/// <param name="Ratios">One per place and system that is compared with SignalR; none without it.</param>
internal sealed record FairnessReport(
    DateTimeOffset StartedAt,
    BenchmarkOptions Options,
    MachineFacts Machine,
    IReadOnlyList<FairnessRun> Runs,
    IReadOnlyList<FairnessMedian> Medians,
    IReadOnlyList<FairnessRatio> Ratios)
{
    /// <summary>Which scenario wrote it.</summary>
    public string Scenario { get; } = "fairness";

    /// <summary>Draws the conclusions from the runs.</summary>
    public static FairnessReport Of(
        DateTimeOffset startedAt, BenchmarkOptions options, IReadOnlyList<FairnessRun> runs)
    {
        FairnessRun[][] groups =
            [.. runs.GroupBy(run => (run.System, run.Place)).Select(group => group.ToArray())];
        var baselines = groups.Where(group => group[0].System == SignalRSystem.SystemName)
            .ToDictionary(group => group[0].Place);
        return new FairnessReport(
            startedAt,
            options,
            MachineFacts.Read(),
            runs,
            [.. groups.Select(FairnessMedian.Of)],
            [.. groups.Where(group => baselines.ContainsKey(group[0].Place) && group != baselines[group[0].Place])
                .Select(group => FairnessRatio.Of(group, baselines[group[0].Place]))]);
    }
}
