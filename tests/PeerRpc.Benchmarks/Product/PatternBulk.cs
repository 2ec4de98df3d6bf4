using PeerRpc.Benchmarks.Bulk;

namespace PeerRpc.Benchmarks.Product;

/// <summary>Sends the prepared bytes.</summary>
internal sealed class PatternBulk : IBulk
{
    public Task<Stream> Read(long bytes) => Task.FromResult<Stream>(new PatternStream(bytes));

    public async IAsyncEnumerable<byte[]> Items(long bytes)
    {
        for (long position = 0; position < bytes; position += BulkPattern.ChunkBytes)
            yield return BulkPattern.ChunkAt(position, bytes);
        await Task.CompletedTask;
    }

    public IObservable<FileChunk> Chunks(long bytes) => new PushedChunks(bytes);
}
