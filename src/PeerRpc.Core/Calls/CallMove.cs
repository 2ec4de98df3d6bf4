using PeerRpc.Core.Links;

namespace PeerRpc.Core.Calls;

/// <summary>Moves calls from a link that can never send them to the next one. Guarded by the gates of both.</summary>
/// <param name="calls">The link's calls.</param>
/// <param name="table">Where they are known.</param>
/// <param name="places">Where they wait.</param>
internal readonly struct CallMove(OutgoingCalls calls, CallTable table, CallPlaces places)
{
    /// <summary>
    /// Takes the calls that have not been sent, in their order, for another link to send them. What carries streams or
    /// calls an object is bound to this link, and ends with it.
    /// </summary>
    public List<UnsentCall> TakeUnsent()
    {
        List<UnsentCall> unsent = UnsentCall.Choose(calls.Link.TakeUnsent(), places.TakeWaiting());
        foreach (UnsentCall moved in unsent)
            table.Remove(moved.Call);
        return unsent;
    }

    /// <summary>Takes calls over that another link has not sent.</summary>
    /// <param name="unsent">The calls.</param>
    /// <param name="clock">The clock on which their deadlines are given.</param>
    public void Adopt(List<UnsentCall> unsent, LinkClock clock)
    {
        foreach (UnsentCall adopted in unsent)
            Adopt(adopted, clock);
    }

    private void Adopt(UnsentCall unsent, LinkClock clock)
    {
        PendingCall call = unsent.Call;
        if (call.Deadline != long.MaxValue)
            call.Deadline += calls.Link.Clock.Now - clock.Now;
        call.HasPlace = false;
        call.Calls = calls;
        table.Add(call);
        try
        {
            byte[] request = unsent.WriteAgain(out int head);
            unsent.Request.Release();
            places.Take(call, request.AsSpan(0, head), request.AsSpan(head));
            calls.Watch(call.Deadline);
        }
        catch (PeerRpcException exception)
        {
            calls.Fail(call, exception);
        }
    }
}
