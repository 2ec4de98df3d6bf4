using PeerRpc.Core.Links;

namespace PeerRpc.Core.Calls;

/// <summary>
/// Gives each call a place among the unfinished ones, or lets it wait for one. Guarded by the link's gate.
/// </summary>
/// <remarks>
/// The callee runs only so many calls of a link at a time, and refuses more. So a call is sent when it has a place, and
/// keeps the place until the callee's final frame: until then its method may be running, even if nobody waits for it.
/// </remarks>
/// <param name="link">The link.</param>
/// <param name="settings">How much may wait.</param>
internal sealed class CallPlaces(Link link, LinkSettings settings)
{
    private readonly CallLane _lane = new();
    private readonly CallLane _nestedLane = new();
    private bool _open;

    /// <summary>With what a call fails that does not wait for the peer; null unless the peer is not there.</summary>
    public LinkError? Absence { get; set; }

    /// <summary>The link is open, and the callee's limit is known.</summary>
    public void Open()
    {
        _open = true;
        Absence = null;
        Fill(_lane);
        Fill(_nestedLane);
    }

    /// <summary>Sends a call, or lets it wait.</summary>
    /// <exception cref="PeerRpcException">
    /// Too many wait already, it is larger than the peer accepts, or the peer is not there and it does not wait for it.
    /// </exception>
    public void Take(PendingCall call, Span<byte> head, ReadOnlySpan<byte> payload)
    {
        if (Absence is not null && !call.WaitsForPeer)
            throw Absence(Executed.No, call.CorrelationId);
        CallLane lane = LaneOf(call);
        int length = head.Length + payload.Length;
        if (HasPlace(lane) && lane.WaitingCalls == 0)
        {
            if (TooLarge(call, length) is { } error)
                throw error;
            Send(lane, call, head, payload);
            return;
        }
        CheckRoom(lane, length, call);
        lane.Add(new WaitingCall(call, RentedFrame.Copy(head, payload)));
    }

    /// <summary>Nobody waits for a call that waits for a place itself.</summary>
    public void StopWaiting(PendingCall call) => LaneOf(call).StopWaiting(call);

    /// <summary>The call's place, if it had one, is for another one now.</summary>
    public void Free(PendingCall call)
    {
        if (!call.HasPlace)
            return;
        call.HasPlace = false;
        CallLane lane = LaneOf(call);
        lane.Unfinished--;
        Fill(lane);
    }

    /// <summary>Takes the requests that wait, for another link to send them.</summary>
    public List<UnsentMessage> TakeWaiting()
    {
        List<UnsentMessage> requests = [];
        while (_lane.TryTakeWaiting(out WaitingCall waiting) || _nestedLane.TryTakeWaiting(out waiting))
            requests.Add(UnsentMessage.Of(waiting.Request, waiting.Call));
        return requests;
    }

    /// <summary>The link has ended: lets go of what waits.</summary>
    public void Clear()
    {
        while (_lane.TryTakeWaiting(out WaitingCall waiting) || _nestedLane.TryTakeWaiting(out waiting))
            waiting.Request.Return();
    }

    private bool HasPlace(CallLane lane) => _open && lane.Unfinished < link.RemoteLimits.Calls;

    private void Send(CallLane lane, PendingCall call, Span<byte> head, ReadOnlySpan<byte> payload)
    {
        call.HasPlace = true;
        lane.Unfinished++;
        link.Send(LinkFrameKind.Request, head, payload, call);
    }

    private void Fill(CallLane lane)
    {
        while (HasPlace(lane) && lane.TryTakeWaiting(out WaitingCall waiting))
        {
            (PendingCall call, RentedFrame request) = waiting;
            if (TooLarge(call, request.Length) is { } error)
                call.Calls!.Fail(call, error);
            else
                Send(lane, call, request.Array.AsSpan(request.Start, request.Length), default);
            request.Return();
        }
    }

    private void CheckRoom(CallLane lane, int length, PendingCall call)
    {
        if (lane.WaitingCalls < settings.WaitingCalls && lane.WaitingBytes + length <= settings.WaitingBytes)
            return;
        throw new PeerRpcException(
            PeerErrorCode.ResourceExhausted,
            $"{lane.WaitingCalls} calls with {lane.WaitingBytes} bytes wait for this peer already; {call.Method} was " +
            "not sent. Call less often, or wait for earlier calls.")
        { CorrelationId = call.CorrelationId };
    }

    private PeerRpcException? TooLarge(PendingCall call, int length)
    {
        length -= LinkFrameHeader.Size;
        if (length <= link.RemoteLimits.Message)
            return null;
        return new PeerRpcException(
            PeerErrorCode.InvalidArgument,
            $"The arguments of {call.Method} take {length} bytes, and the peer accepts {link.RemoteLimits.Message}. " +
            "Send less at a time.")
        { CorrelationId = call.CorrelationId };
    }

    private CallLane LaneOf(PendingCall call) => call.IsNested ? _nestedLane : _lane;
}
