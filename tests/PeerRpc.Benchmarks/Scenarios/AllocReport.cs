using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>Everything that <c>alloc</c> found out; what <c>--json</c> writes.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="Options">How it was asked.</param>
/// <param name="Machine">Where it ran.</param>
/// <param name="Runs">One per system and load.</param>
internal sealed record AllocReport(
    DateTimeOffset StartedAt, BenchmarkOptions Options, MachineFacts Machine, IReadOnlyList<AllocRun> Runs)
{
    /// <summary>Which scenario wrote it.</summary>
    public string Scenario { get; } = "alloc";
}
