using PeerRpc.Benchmarks.Bulk;

namespace PeerRpc.Benchmarks.Product;

/// <summary>Counts pushed chunks.</summary>
internal sealed class ChunkCounter(BulkMeter meter) : IObserver<FileChunk>
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Done => _done.Task;

    public void OnNext(FileChunk value) => meter.Take(value.Bytes);

    public void OnCompleted() => _done.TrySetResult();

    public void OnError(Exception error) => _done.TrySetException(error);
}
