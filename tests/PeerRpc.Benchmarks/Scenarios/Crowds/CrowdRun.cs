using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>One load between two clients, at one stage.</summary>
/// <param name="Pair">Which start of the processes, from 1.</param>
/// <param name="Stage">Who else was there.</param>
/// <param name="Load">What the caller measured.</param>
/// <param name="BrokerMicrosecondsPerCall">Processor time of the broker per call, all that it did counted.</param>
/// <param name="CrowdCores">Cores that the processes of the others kept busy.</param>
/// <param name="OtherCores">Cores that everything else on the machine kept busy meanwhile; null if unknown.</param>
internal sealed record CrowdRun(
    int Pair,
    CrowdStage Stage,
    LoadResult Load,
    double BrokerMicrosecondsPerCall,
    double CrowdCores,
    double? OtherCores)
{
    /// <summary>Whether so much else ran meanwhile that the run proves little, in either direction.</summary>
    public bool IsDisturbed => Disturbance.Is(OtherCores);
}
