namespace PeerRpc.Core.Connections;

/// <summary>Has work run by the thread pool, where no read pump is at hand.</summary>
internal sealed class PoolWork : IWorkSink
{
    public static PoolWork Instance { get; } = new();

    public void Defer(IThreadPoolWorkItem work) => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);
}
