namespace PeerRpc.Benchmarks.Measurement;

/// <summary>What a process has allocated since it started.</summary>
/// <param name="Bytes">Bytes on the managed heap, ever.</param>
/// <param name="Collections">Garbage collections of any generation.</param>
internal sealed record AllocationReading(long Bytes, int Collections)
{
    /// <summary>Reads the calling process, exactly.</summary>
    public static AllocationReading Take() => new(GC.GetTotalAllocatedBytes(precise: true), GC.CollectionCount(0));
}
