using PeerRpc.Benchmarks.Measurement;
using PeerRpc.Benchmarks.Processes;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>One load on one start of one system.</summary>
/// <param name="Pair">Which alternation, from 1.</param>
/// <param name="System">The system.</param>
/// <param name="Load">What the caller measured.</param>
/// <param name="CpuMicrosecondsPerCall">Processor time of each process per call.</param>
/// <param name="OtherCores">Cores that everything else on the machine kept busy meanwhile; null if unknown.</param>
internal sealed record CallsRun(
    int Pair,
    string System,
    LoadResult Load,
    IReadOnlyDictionary<EchoRole, double> CpuMicrosecondsPerCall,
    double? OtherCores)
{
    /// <summary>Whether so much else ran meanwhile that the run proves little, in either direction.</summary>
    public bool IsDisturbed => Disturbance.Is(OtherCores);
}
