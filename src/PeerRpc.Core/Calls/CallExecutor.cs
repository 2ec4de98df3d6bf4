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
    private readonly Lock _gate = new(); // guards _added and _running
    private List<IncomingCall> _added = [];
    private List<IncomingCall> _taken = [];
    private bool _running;

    /// <summary>Adds a call.</summary>
    /// <returns>True if nothing is running, and this has to be executed.</returns>
    public bool Add(IncomingCall call)
    {
        lock (_gate)
        {
            _added.Add(call);
            if (_running)
                return false;
            _running = true;
            return true;
        }
    }

    public void Execute()
    {
        while (TryTakeAll())
        {
            for (int i = 0; i < _taken.Count; i++)
            {
                DeferredWork.OnNextOfItem(hasMore: i < _taken.Count - 1);
                _ = _taken[i].RunAsync();
            }
            _taken.Clear();
        }
        flush();
    }

    private bool TryTakeAll()
    {
        lock (_gate)
        {
            _running = _added.Count > 0;
            (_added, _taken) = (_taken, _added);
            return _running;
        }
    }
}
