namespace PeerRpc.Benchmarks.Measurement;

/// <summary>What one load gave.</summary>
/// <param name="InFlight">Loops that called side by side.</param>
/// <param name="Calls">Calls answered.</param>
/// <param name="Seconds">From the first call to the last answer.</param>
/// <param name="P50Microseconds">Median of the time of a call; only for one in flight.</param>
/// <param name="P99Microseconds">99th percentile of the time of a call; only for one in flight.</param>
internal sealed record LoadResult(
    int InFlight, long Calls, double Seconds, double? P50Microseconds, double? P99Microseconds)
{
    /// <summary>Answers per second.</summary>
    public double CallsPerSecond => Calls / Seconds;
}
