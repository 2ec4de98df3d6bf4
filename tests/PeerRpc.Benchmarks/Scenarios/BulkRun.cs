using PeerRpc.Benchmarks.Measurement;
using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>One transfer by one start of one system. The callee is its sender, the caller its receiver.</summary>
/// <param name="Pair">Which alternation, from 1.</param>
/// <param name="System">The system.</param>
/// <param name="Transfer">What the receiver measured.</param>
/// <param name="CpuSeconds">Processor time of each process.</param>
/// <param name="Memory">What each process had resident before, and at most meanwhile.</param>
/// <param name="OtherCores">Cores that everything else on the machine kept busy meanwhile; null if unknown.</param>
internal sealed record BulkRun(
    int Pair,
    string System,
    BulkResult Transfer,
    IReadOnlyDictionary<EchoRole, double> CpuSeconds,
    IReadOnlyDictionary<EchoRole, MemoryReading> Memory,
    double? OtherCores)
{
    /// <summary>Whether so much else ran meanwhile that the run proves little, in either direction.</summary>
    public bool IsDisturbed => Disturbance.Is(OtherCores);
}
