using PeerRpc.Core.Connections;

namespace PeerRpc.Broker.Sessions;

/// <summary>Tells those who wait for it that something has come from a client. For any thread.</summary>
/// <remarks>
/// It is noted for every batch of frames, so without anybody who waits it costs one read of a field. It is a field of
/// its owner, not to be copied.
/// </remarks>
internal struct SignOfLife
{
    private DeferredCompletion<bool>? _awaited;

    /// <summary>It has come, or the connection has ended.</summary>
    public void Note()
    {
        if (Volatile.Read(ref _awaited) is not null)
            Interlocked.Exchange(ref _awaited, null)?.TryComplete(true);
    }

    /// <summary>Completes soon after the next one.</summary>
    /// <param name="work">Runs what waits.</param>
    public Task NextAsync(WorkScheduler work)
    {
        var fresh = new DeferredCompletion<bool>(work);
        return (Interlocked.CompareExchange(ref _awaited, fresh, null) ?? fresh).Task;
    }
}
