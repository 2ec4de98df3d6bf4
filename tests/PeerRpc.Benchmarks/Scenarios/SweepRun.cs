using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>One turn of one system, under all loads.</summary>
/// <param name="Pair">Which alternation, from 1.</param>
/// <param name="System">The system.</param>
/// <param name="Loads">Numbers of calls in flight.</param>
/// <param name="Paces">Rates, as shares of the highest rate of this turn.</param>
/// <param name="OtherCores">Cores that everything else on the machine kept busy meanwhile; null if unknown.</param>
internal sealed record SweepRun(
    int Pair,
    string System,
    IReadOnlyList<LoadResult> Loads,
    IReadOnlyList<SweepPace> Paces,
    double? OtherCores)
{
    /// <summary>Whether so much else ran meanwhile that the run proves little, in either direction.</summary>
    public bool IsDisturbed => Disturbance.Is(OtherCores);
}
