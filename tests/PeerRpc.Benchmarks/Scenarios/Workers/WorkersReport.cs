using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios.Workers;

/// <summary>Everything that <c>workers</c> found out; what <c>--json</c> writes.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="Options">How it was asked.</param>
/// <param name="Machine">Where it ran.</param>
/// <param name="Runs">Every lot of jobs.</param>
/// <param name="Choices">What the choice costs.</param>
internal sealed record WorkersReport(
    DateTimeOffset StartedAt, BenchmarkOptions Options, MachineFacts Machine, IReadOnlyList<WorkersRun> Runs,
    IReadOnlyList<ChoiceRun> Choices)
{
    /// <summary>Which scenario wrote it.</summary>
    public string Scenario { get; } = "workers";
}
