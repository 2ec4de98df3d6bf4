namespace PeerRpc.Core.Calls;

/// <summary>Calls that count against one limit, and those that wait for a place. Guarded by the link's gate.</summary>
/// <remarks>
/// There are two lanes on a link: calls made from inside a call have a lane of their own, or a thousand controllers
/// that each call one another would wait for ever for a place that none of them frees.
/// </remarks>
internal sealed class CallLane
{
    private LinkedList<WaitingCall>? _waiting; // made for the first one that has to wait

    /// <summary>How many calls have been sent and not been answered.</summary>
    public int Unfinished { get; set; }

    public int WaitingCalls => _waiting?.Count ?? 0;

    public long WaitingBytes { get; private set; }

    /// <summary>Lets a call wait; the frame's array is the lane's from now on.</summary>
    public void Add(WaitingCall waiting)
    {
        waiting.Call.Waiting = (_waiting ??= new()).AddLast(waiting);
        WaitingBytes += waiting.Request.Length;
    }

    /// <summary>Takes the call that has waited longest; the frame's array is the caller's from now on.</summary>
    public bool TryTakeWaiting(out WaitingCall waiting)
    {
        waiting = default;
        if (_waiting?.First is not { } first)
            return false;
        waiting = first.Value;
        Remove(first);
        return true;
    }

    /// <summary>Lets go of a call that nobody waits for any more.</summary>
    public void StopWaiting(PendingCall call)
    {
        if (call.Waiting is not { } node)
            return;
        node.Value.Request.Return();
        Remove(node);
    }

    private void Remove(LinkedListNode<WaitingCall> node)
    {
        WaitingBytes -= node.Value.Request.Length;
        node.Value.Call.Waiting = null;
        _waiting!.Remove(node);
    }
}
