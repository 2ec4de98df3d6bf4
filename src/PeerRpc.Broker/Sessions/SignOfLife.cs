namespace PeerRpc.Broker.Sessions;

/// <summary>Tells those who wait for it that something has been received from a client. For any thread.</summary>
/// <remarks>It is noted for every batch of frames, so without anybody who waits it costs one read of a field.</remarks>
internal sealed class SignOfLife
{
    private TaskCompletionSource? _awaited;

    /// <summary>Something has been received, or the connection has ended.</summary>
    public void Note()
    {
        if (Volatile.Read(ref _awaited) is not null)
            Interlocked.Exchange(ref _awaited, null)?.TrySetResult();
    }

    /// <summary>Completes with the next sign of life.</summary>
    public Task NextAsync()
    {
        var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref _awaited, fresh, null) ?? fresh).Task;
    }
}
