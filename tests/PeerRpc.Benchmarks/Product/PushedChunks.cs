using PeerRpc.Benchmarks.Bulk;

namespace PeerRpc.Benchmarks.Product;

/// <summary>Pushes the prepared bytes at whoever subscribes, as fast as they are taken.</summary>
internal sealed class PushedChunks(long bytes) : IObservable<FileChunk>
{
    public IDisposable Subscribe(IObserver<FileChunk> observer)
    {
        var stop = new CancellationTokenSource();
        _ = Task.Run(() => Push(observer, stop.Token));
        return new Subscription(stop);
    }

    private void Push(IObserver<FileChunk> observer, CancellationToken stop)
    {
        for (long position = 0; position < bytes && !stop.IsCancellationRequested; position += BulkPattern.ChunkBytes)
            observer.OnNext(new FileChunk(position, BulkPattern.ChunkAt(position, bytes)));
        observer.OnCompleted();
    }

    private sealed class Subscription(CancellationTokenSource stop) : IDisposable
    {
        public void Dispose() => stop.Cancel();
    }
}
