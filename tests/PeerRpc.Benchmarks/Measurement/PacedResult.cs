namespace PeerRpc.Benchmarks.Measurement;

/// <summary>What calls at a given rate gave.</summary>
/// <param name="Rate">Calls per second that were due.</param>
/// <param name="Calls">Calls answered.</param>
/// <param name="Seconds">From the first call to the last answer.</param>
/// <param name="P50Microseconds">Median of the time from when a call was due to its answer.</param>
/// <param name="P99Microseconds">99th percentile of it.</param>
internal sealed record PacedResult(
    double Rate, long Calls, double Seconds, double P50Microseconds, double P99Microseconds)
{
    /// <summary>Answers per second; less than <see cref="Rate"/> where that was too much.</summary>
    public double CallsPerSecond => Calls / Seconds;
}
