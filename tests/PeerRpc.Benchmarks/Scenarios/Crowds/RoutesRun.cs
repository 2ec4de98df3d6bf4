using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>A number of callers of one callee.</summary>
/// <param name="Routes">How many.</param>
/// <param name="Opened">How many first calls were made to get there, in which time.</param>
/// <param name="Load">Calls by all routes in turn.</param>
/// <param name="BrokerMicrosecondsPerCall">Processor time of the broker per call.</param>
/// <param name="CalleeMicrosecondsPerCall">Processor time of the callee per call.</param>
/// <param name="BrokerBytesPerRoute">Live objects of the broker per route but the first; null for that one.</param>
/// <param name="CalleeBytesPerRoute">The same in the callee.</param>
/// <param name="OtherCores">Cores that everything else on the machine kept busy meanwhile; null if unknown.</param>
internal sealed record RoutesRun(
    int Routes,
    SpanResult Opened,
    LoadResult Load,
    double BrokerMicrosecondsPerCall,
    double CalleeMicrosecondsPerCall,
    double? BrokerBytesPerRoute,
    double? CalleeBytesPerRoute,
    double? OtherCores)
{
    /// <summary>Whether so much else ran meanwhile that the run proves little, in either direction.</summary>
    public bool IsDisturbed => Disturbance.Is(OtherCores);
}
