namespace PeerRpc.Benchmarks.Crowds;

/// <summary>Counts what the clients of a process receive. For any thread.</summary>
internal sealed class Receipts
{
    private readonly Lock _gate = new(); // guards the waiting
    private TaskCompletionSource? _reached;
    private long _wanted = long.MaxValue;
    private long _count;

    /// <summary>Something was received.</summary>
    public void Add()
    {
        if (Interlocked.Increment(ref _count) >= Volatile.Read(ref _wanted)) Reach();
    }

    /// <summary>Waits until so many were received in all; for one at a time.</summary>
    public Task WaitForAsync(long count)
    {
        lock (_gate)
        {
            _reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Interlocked.Exchange(ref _wanted, count);
            if (Interlocked.Read(ref _count) >= count) _reached.TrySetResult();
            return _reached.Task;
        }
    }

    private void Reach()
    {
        lock (_gate) _reached?.TrySetResult();
    }
}
