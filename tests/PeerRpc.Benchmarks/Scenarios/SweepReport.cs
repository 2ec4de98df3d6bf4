using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>Everything that <c>sweep</c> found out; what <c>--json</c> writes and <c>plot</c> draws.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="Options">How it was asked.</param>
/// <param name="Machine">Where it ran.</param>
/// <param name="Runs">Every turn, in order.</param>
/// <param name="Throughput">One per system and number of calls in flight.</param>
/// <param name="Latency">One per system and rate.</param>
internal sealed record SweepReport(
    DateTimeOffset StartedAt,
    BenchmarkOptions Options,
    MachineFacts Machine,
    IReadOnlyList<SweepRun> Runs,
    IReadOnlyList<SweepThroughput> Throughput,
    IReadOnlyList<SweepLatency> Latency)
{
    /// <summary>The name of the scenario.</summary>
    public const string Name = "sweep";

    /// <summary>Which scenario wrote it.</summary>
    public string Scenario { get; } = Name;

    /// <summary>Draws the conclusions from the runs.</summary>
    public static SweepReport Of(DateTimeOffset startedAt, BenchmarkOptions options, IReadOnlyList<SweepRun> runs) =>
        new(startedAt, options, MachineFacts.Read(), runs, [.. SweepThroughput.Of(runs)], [.. SweepLatency.Of(runs)]);
}
