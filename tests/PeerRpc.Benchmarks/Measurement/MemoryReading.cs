namespace PeerRpc.Benchmarks.Measurement;

/// <summary>What memory a process had while it was watched.</summary>
/// <param name="IdleBytes">Resident before, after a collection that gave free memory back.</param>
/// <param name="PeakBytes">The most that was resident.</param>
/// <param name="IsExact">Whether the kernel kept the peak; else it is the highest of samples.</param>
internal sealed record MemoryReading(long IdleBytes, long PeakBytes, bool IsExact)
{
    private const double BytesPerMebibyte = 1024 * 1024;

    /// <summary>What idling took, in MiB.</summary>
    public double IdleMebibytes => IdleBytes / BytesPerMebibyte;

    /// <summary>What was needed on top of idling, in MiB.</summary>
    public double GrowthMebibytes => (PeakBytes - IdleBytes) / BytesPerMebibyte;
}
