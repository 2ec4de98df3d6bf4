namespace PeerRpc.Core.Calls;

/// <summary>Calls that count against one limit, and those that wait for a place. Guarded by the link's gate.</summary>
/// <remarks>
/// There are two lanes on a link: calls made from inside a call have a lane of their own, or a thousand controllers
/// that each call one another would wait for ever for a place that none of them frees.
/// </remarks>
internal sealed class CallLane
{
    private readonly Queue<WaitingCall> _waiting = new();

    /// <summary>How many calls have been sent and not been answered.</summary>
    public int Unfinished { get; set; }

    public int WaitingCalls => _waiting.Count;

    public long WaitingBytes { get; private set; }

    public void Wait(WaitingCall call)
    {
        _waiting.Enqueue(call);
        WaitingBytes += call.Length;
    }

    public bool TryTakeWaiting(out WaitingCall call)
    {
        if (!_waiting.TryDequeue(out call))
            return false;
        WaitingBytes -= call.Length;
        return true;
    }
}
