using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>Everything that <c>bulk</c> found out; what <c>--json</c> writes.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="Options">How it was asked.</param>
/// <param name="Machine">Where it ran.</param>
/// <param name="Runs">Every single run, in order.</param>
/// <param name="Medians">One per system.</param>
/// <param name="Ratios">One per system that is not the baseline.</param>
internal sealed record BulkReport(
    DateTimeOffset StartedAt,
    BenchmarkOptions Options,
    MachineFacts Machine,
    IReadOnlyList<BulkRun> Runs,
    IReadOnlyList<BulkMedian> Medians,
    IReadOnlyList<BulkRatio> Ratios)
{
    /// <summary>Which scenario wrote it.</summary>
    public string Scenario { get; } = "bulk";

    /// <summary>Draws the conclusions from the runs.</summary>
    public static BulkReport Of(DateTimeOffset startedAt, BenchmarkOptions options, IReadOnlyList<BulkRun> runs)
    {
        IReadOnlyList<BulkRun>[] groups = [.. runs.GroupBy(run => run.System).Select(group => group.ToArray())];
        return new BulkReport(
            startedAt,
            options,
            MachineFacts.Read(),
            runs,
            [.. groups.Select(BulkMedian.Of)],
            [.. groups.Skip(1).Select(group => BulkRatio.Of(group, groups[0]))]);
    }
}
