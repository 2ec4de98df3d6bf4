using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>Everything that <c>crowd</c> found out; what <c>--json</c> writes.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="Options">How it was asked.</param>
/// <param name="Machine">Where it ran.</param>
/// <param name="Runs">Every single run, in order.</param>
/// <param name="Medians">One per stage and load.</param>
internal sealed record CrowdReport(
    DateTimeOffset StartedAt,
    BenchmarkOptions Options,
    MachineFacts Machine,
    IReadOnlyList<CrowdRun> Runs,
    IReadOnlyList<CrowdMedian> Medians)
{
    /// <summary>Which scenario wrote it.</summary>
    public string Scenario { get; } = "crowd";

    /// <summary>Draws the conclusions from the runs.</summary>
    public static CrowdReport Of(DateTimeOffset startedAt, BenchmarkOptions options, IReadOnlyList<CrowdRun> runs)
    {
        var alone = runs.Where(run => run.Stage == CrowdStage.Alone).ToLookup(run => run.Load.InFlight);
        return new CrowdReport(
            startedAt, options, MachineFacts.Read(), runs,
            [
                .. runs.GroupBy(run => (run.Load.InFlight, run.Stage))
                    .Select(group => CrowdMedian.Of([.. group], [.. alone[group.Key.InFlight]])),
            ]);
    }
}
