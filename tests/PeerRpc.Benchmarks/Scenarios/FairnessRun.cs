using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios;

/// <summary>One idle round and the loaded round right after it.</summary>
/// <param name="Pair">Which alternation, from 1.</param>
/// <param name="System">The system.</param>
/// <param name="Place">Where the bulk ran.</param>
/// <param name="Idle">The calls without bulk.</param>
/// <param name="Loaded">The calls beside bulk.</param>
/// <param name="Bulk">The bulk beside them.</param>
/// <param name="OtherCores">
/// Cores that everything else on the machine kept busy during both rounds; null if unknown.
/// </param>
internal sealed record FairnessRun(
    int Pair,
    string System,
    FairnessPlace Place,
    LoadResult Idle,
    LoadResult Loaded,
    BulkResult Bulk,
    double? OtherCores)
{
    /// <summary>Loaded p50 by idle p50.</summary>
    public double P50Ratio => Loaded.P50Microseconds / Idle.P50Microseconds ?? double.NaN;

    /// <summary>Loaded p99 by idle p99.</summary>
    public double P99Ratio => Loaded.P99Microseconds / Idle.P99Microseconds ?? double.NaN;

    /// <summary>Whether so much else ran meanwhile that the run proves little, in either direction.</summary>
    public bool IsDisturbed => Disturbance.Is(OtherCores);
}
