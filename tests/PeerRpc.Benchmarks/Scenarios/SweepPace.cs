using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>Calls at one rate.</summary>
/// <param name="Share">Of the highest rate that was measured, between 0 and 1.</param>
/// <param name="Result">What it gave.</param>
internal sealed record SweepPace(double Share, PacedResult Result);
