using PeerRpc.Core.Connections;

namespace PeerRpc.Broker.Sessions;

/// <summary>Tells those who wait for it that something has been received from a client. For any thread.</summary>
/// <remarks>It is noted for every batch of frames, so without anybody who waits it costs one read of a field.</remarks>
/// <param name="work">Runs what waits.</param>
internal sealed class SignOfLife(WorkScheduler work)
{
    private DeferredCompletion<bool>? _awaited;

    /// <summary>Something has been received, or the connection has ended.</summary>
    public void Note()
    {
        if (Volatile.Read(ref _awaited) is not null)
            Interlocked.Exchange(ref _awaited, null)?.TryComplete(true);
    }

    /// <summary>Completes soon after the next sign of life.</summary>
    public Task NextAsync()
    {
        var fresh = new DeferredCompletion<bool>(work);
        return (Interlocked.CompareExchange(ref _awaited, fresh, null) ?? fresh).Task;
    }
}
