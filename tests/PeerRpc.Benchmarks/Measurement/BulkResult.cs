namespace PeerRpc.Benchmarks.Measurement;

/// <summary>What the receiver of bulk measured.</summary>
/// <param name="Bytes">Bytes received, counted and checked.</param>
/// <param name="Seconds">From asking to the last byte.</param>
internal sealed record BulkResult(long Bytes, double Seconds)
{
    private const double BytesPerMegabyte = 1e6;

    /// <summary>Millions of bytes per second.</summary>
    public double MegabytesPerSecond => Bytes / Seconds / BytesPerMegabyte;
}
