using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>One load at one stage.</summary>
/// <param name="Pair">Which start of the processes, from 1.</param>
/// <param name="Stage">Who called whom.</param>
/// <param name="Routes">By how many routes.</param>
/// <param name="Opened">How many first calls were made, in which time.</param>
/// <param name="Load">Calls by all routes in turn.</param>
/// <param name="BrokerMicrosecondsPerCall">Processor time of the broker per call.</param>
/// <param name="CallersMicrosecondsPerCall">Processor time of the process with the callers per call.</param>
/// <param name="CalleesMicrosecondsPerCall">Processor time of the processes with the callees per call.</param>
/// <param name="OtherCores">Cores that everything else on the machine kept busy meanwhile; null if unknown.</param>
internal sealed record FanRun(
    int Pair,
    FanStage Stage,
    int Routes,
    SpanResult Opened,
    LoadResult Load,
    double BrokerMicrosecondsPerCall,
    double CallersMicrosecondsPerCall,
    double CalleesMicrosecondsPerCall,
    double? OtherCores)
{
    /// <summary>Whether so much else ran meanwhile that the run proves little, in either direction.</summary>
    public bool IsDisturbed => Disturbance.Is(OtherCores);
}
