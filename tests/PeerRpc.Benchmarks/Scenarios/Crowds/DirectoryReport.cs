using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>Everything that <c>directory</c> found out; what <c>--json</c> writes.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="Options">How it was asked.</param>
/// <param name="Machine">Where it ran.</param>
/// <param name="Runs">Every single run, in order.</param>
internal sealed record DirectoryReport(
    DateTimeOffset StartedAt, BenchmarkOptions Options, MachineFacts Machine, IReadOnlyList<DirectoryRun> Runs)
{
    /// <summary>Which scenario wrote it.</summary>
    public string Scenario { get; } = "directory";
}
