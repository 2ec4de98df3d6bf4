using PeerRpc.Core.Connections;
using PeerRpc.Core.Links;

namespace PeerRpc.Core.Calls;

/// <summary>Starts the calls of one link one after another, in the order in which they came.</summary>
/// <remarks>
/// The next call starts when the method of the one before has returned its task, and from then on they run side by
/// side. Code that blocks instead of awaiting so stalls its own link, and others for a moment only.
/// </remarks>
/// <param name="link">The link, over which they are answered.</param>
internal sealed class CallExecutor(Link link) : IThreadPoolWorkItem
{
    private List<IncomingCall> _added = []; // guarded by Link.Gate, as is _running
    private List<IncomingCall> _taken = [];
    private bool _running;

    /// <summary>Adds a call. Under the gate.</summary>
    /// <returns>True if nothing is running, and this has to be executed.</returns>
    public bool Add(IncomingCall call)
    {
        _added.Add(call);
        if (_running)
            return false;
        _running = true;
        return true;
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
        link.Flush();
    }

    private bool TryTakeAll()
    {
        lock (link.Gate)
        {
            _running = _added.Count > 0;
            (_added, _taken) = (_taken, _added);
            return _running;
        }
    }
}
