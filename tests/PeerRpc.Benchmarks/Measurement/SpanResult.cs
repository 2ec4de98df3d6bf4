namespace PeerRpc.Benchmarks.Measurement;

/// <summary>How long a number of things took.</summary>
/// <param name="Count">How many.</param>
/// <param name="Seconds">From the first to the last.</param>
internal sealed record SpanResult(int Count, double Seconds)
{
    /// <summary>How many in a second.</summary>
    public double PerSecond => Count / Seconds;
}
