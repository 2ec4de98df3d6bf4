namespace PeerRpc.Benchmarks.Product;

/// <summary>What the sender of bulk serves: the same bytes in three forms.</summary>
[PeerController("/bulk")]
public interface IBulk
{
    /// <summary>The bytes as a stream.</summary>
    Task<Stream> Read(long bytes);

    /// <summary>The bytes as items of a chunk each.</summary>
    IAsyncEnumerable<byte[]> Items(long bytes);

    /// <summary>The bytes as pushed chunks; the producer waits for the reader.</summary>
    [StreamOptions(Overflow = StreamOverflow.Wait)]
    IObservable<FileChunk> Chunks(long bytes);
}
