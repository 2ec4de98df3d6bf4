using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>Everything that <c>calls</c> found out; what <c>--json</c> writes.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="Options">How it was asked.</param>
/// <param name="Machine">Where it ran.</param>
/// <param name="Runs">Every single run, in order.</param>
/// <param name="Medians">One per system and load.</param>
/// <param name="Ratios">One per load and system that is not the baseline.</param>
internal sealed record CallsReport(
    DateTimeOffset StartedAt,
    BenchmarkOptions Options,
    MachineFacts Machine,
    IReadOnlyList<CallsRun> Runs,
    IReadOnlyList<CallsMedian> Medians,
    IReadOnlyList<CallsRatio> Ratios)
{
    /// <summary>Which scenario wrote it.</summary>
    public string Scenario { get; } = "calls";

    /// <summary>Draws the conclusions from the runs.</summary>
    public static CallsReport Of(DateTimeOffset startedAt, BenchmarkOptions options, IReadOnlyList<CallsRun> runs)
    {
        IReadOnlyList<CallsRun>[] groups =
            [.. runs.GroupBy(run => (run.Load.InFlight, run.System)).Select(group => group.ToArray())];
        var baselines = groups.Where(group => group[0].System == options.Systems[0])
            .ToDictionary(group => group[0].Load.InFlight);
        return new CallsReport(
            startedAt,
            options,
            MachineFacts.Read(),
            runs,
            [.. groups.Select(CallsMedian.Of)],
            [.. groups.Where(group => group[0].System != options.Systems[0])
                .Select(group => CallsRatio.Of(group, baselines[group[0].Load.InFlight]))]);
    }
}
