using PeerRpc.Core.Connections;

namespace PeerRpc.Core.Calls;

/// <summary>Starts the calls of one link one after another, in the order in which they came.</summary>
/// <remarks>
/// The next call starts when the method of the one before has returned its task, and from then on they run side by
/// side. Code that blocks instead of awaiting so stalls its own link, and no other.
/// </remarks>
/// <param name="flush">Sends what the calls have answered.</param>
internal sealed class CallExecutor(Action flush) : IThreadPoolWorkItem
{
    private readonly Queue<IncomingCall> _queue = new(); // guarded by itself
    private bool _running;

    /// <summary>Adds a call.</summary>
    /// <returns>True if nothing is running, and this has to be executed.</returns>
    public bool Add(IncomingCall call)
    {
        lock (_queue)
        {
            _queue.Enqueue(call);
            if (_running)
                return false;
            _running = true;
            return true;
        }
    }

    public void Execute()
    {
        while (TryTake(out IncomingCall? call))
            _ = call.RunAsync();
        flush();
    }

    private bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IncomingCall? call)
    {
        lock (_queue)
        {
            _running = _queue.TryDequeue(out call);
            DeferredWork.SetItemHasMore(_queue.Count > 0);
            return _running;
        }
    }
}
