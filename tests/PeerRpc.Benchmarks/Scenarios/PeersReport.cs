using PeerRpc.Benchmarks.Measurement;
using PeerRpc.Benchmarks.Peers;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>Everything that <c>peers</c> found out; what <c>--json</c> writes.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="Options">How it was asked.</param>
/// <param name="Machine">Where it ran.</param>
/// <param name="Systems">What was compared.</param>
/// <param name="Runs">Every single run, in order.</param>
/// <param name="Medians">One per system and load.</param>
/// <param name="Ratios">
/// One per load and system that is not the baseline, and one per load and system that PeerRpc is compared with.
/// </param>
internal sealed record PeersReport(
    DateTimeOffset StartedAt,
    BenchmarkOptions Options,
    MachineFacts Machine,
    IReadOnlyList<PeerFacts> Systems,
    IReadOnlyList<CallsRun> Runs,
    IReadOnlyList<CallsMedian> Medians,
    IReadOnlyList<CallsRatio> Ratios)
{
    private const string Product = "peerrpc";

    /// <summary>Which scenario wrote it.</summary>
    public string Scenario { get; } = "peers";

    /// <summary>Draws the conclusions from the runs.</summary>
    public static PeersReport Of(
        DateTimeOffset startedAt,
        BenchmarkOptions options,
        IReadOnlyList<PeerFacts> systems,
        IReadOnlyList<CallsRun> runs)
    {
        CallsReport calls = CallsReport.Of(startedAt, options, runs);
        return new PeersReport(
            startedAt, options, calls.Machine, systems, runs, calls.Medians, [.. calls.Ratios, .. ProductRatios(runs)]);
    }

    // The ratio of the product to the first system is there already.
    private static IEnumerable<CallsRatio> ProductRatios(IReadOnlyList<CallsRun> runs)
    {
        ILookup<int, CallsRun> product = runs.Where(run => run.System == Product).ToLookup(run => run.Load.InFlight);
        return runs
            .Where(run => run.System != Product && run.System != runs[0].System)
            .GroupBy(run => (run.System, run.Load.InFlight))
            .Where(group => product.Contains(group.Key.InFlight))
            .Select(group => CallsRatio.Of([.. product[group.Key.InFlight]], [.. group]));
    }
}
