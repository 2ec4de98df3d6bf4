using System.Buffers;
using System.Diagnostics;
using PeerRpc.CodeGeneration;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Calls;

/// <summary>The calls that one link carries, on the side that makes them.</summary>
/// <remarks>
/// 1. A call gets its id and its frame, and a place if fewer than the callee's limit are unfinished; otherwise it
/// waits in its lane. 2. With a place, its frame goes to the link. 3. The answer, the caller's token, the deadline or
/// the end of the link decides its outcome, whichever comes first. 4. The place is free when the callee's final frame
/// has come, also for a call that was cancelled: until then its method may still be running.
/// </remarks>
internal sealed class OutgoingCalls : ILinkSink, IDisposable
{
    // A single frame of at most this size; what is larger goes in chunks.
    private const int LargestFrame = 32 * 1024;

    private readonly LinkSettings _settings;
    private readonly Dictionary<ulong, PendingCall> _calls = []; // guarded by Link.Gate, as all of these
    private readonly CallLane _lane = new();
    private readonly CallLane _nestedLane = new();
    private readonly DeadlineTimer _deadlines;
    private Func<PendingCall, Exception>? _end;
    private ulong _nextId = 1;
    private bool _attached;

    public OutgoingCalls(
        CallIdentity identity, LinkSettings settings, ReplayBudget budget, PeerSerializer serializer, TimeProvider time)
    {
        Identity = identity;
        _settings = settings;
        Faults = new FaultTranslator(serializer);
        Link = new Link(this, settings, budget, time);
        _deadlines = new DeadlineTimer(Link.Clock, OnDeadline);
    }

    public Link Link { get; }

    public CallIdentity Identity { get; }

    public FaultTranslator Faults { get; }

    /// <summary>How many calls have no outcome yet or keep a place.</summary>
    public int Count
    {
        get
        {
            lock (Link.Gate)
                return _calls.Count;
        }
    }

    /// <summary>Starts a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="arguments">Its payload.</param>
    /// <param name="timeout">Until its deadline; infinite for none.</param>
    /// <param name="flags">One-way, nested.</param>
    /// <returns>False if the link has ended; the call may be started on another one.</returns>
    /// <exception cref="PeerRpcException">Too many calls wait already.</exception>
    public bool TryStart(PendingCall call, PeerArguments arguments, TimeSpan timeout, RequestFlags flags)
    {
        Span<byte> head = stackalloc byte[RequestHead.MaxSize];
        bool alone;
        lock (Link.Gate)
        {
            if (_end is not null)
                return false;
            call.IsNested = (flags & RequestFlags.Nested) != 0;
            call.Id = _nextId++;
            call.Calls = this;
            if (timeout != Timeout.InfiniteTimeSpan)
            {
                call.Deadline = Link.Clock.Now + (long)timeout.TotalMilliseconds;
                flags |= RequestFlags.Deadline;
            }
            head = head[..WriteHead(head, call, arguments, flags)];
            Place(call, head, arguments.Payload.Written);
            _deadlines.Watch(call.Deadline);
            alone = _calls.Count == 1;
        }
        if (call.IsCancelled)
            Cancel(call);
        // One call travels at once; where others are under way, waiting a moment lets their frames gather.
        if (alone)
            Link.Flush();
        else
            Link.ScheduleFlush();
        return true;
    }

    /// <summary>The link is open: starts what has waited for it.</summary>
    public void Attach(ILinkPath path, LinkHello remote)
    {
        lock (Link.Gate)
        {
            Link.Attach(path, remote);
            _attached = true;
            FillPlaces(_lane);
            FillPlaces(_nestedLane);
        }
        Link.Flush();
    }

    /// <summary>The caller's token has fired.</summary>
    public void Cancel(PendingCall call)
    {
        lock (Link.Gate)
        {
            if (call.IsFinished)
                return;
            GiveUp(call, CancelReason.Cancelled, new PeerCallCanceledException(
                $"The call of {call.Method} was cancelled.", call.ExecutedAtMost, call.CorrelationId,
                call.CancellationToken));
        }
        ThreadPool.UnsafeQueueUserWorkItem(call, preferLocal: false);
        Link.ScheduleFlush();
    }

    /// <summary>A call that was given up will never reach the callee as a whole. Under the gate.</summary>
    public void Forget(PendingCall call) => FreePlace(call);

    /// <summary>Ends the link and every call on it.</summary>
    /// <param name="toError">What each call fails with.</param>
    public void End(Func<PendingCall, Exception> toError)
    {
        List<PendingCall> failed = [];
        lock (Link.Gate)
        {
            if (_end is not null)
                return;
            _end = toError;
            foreach (PendingCall call in _calls.Values)
            {
                if (!call.IsFinished)
                {
                    call.Finish(CallOutcome.Failed(toError(call)));
                    failed.Add(call);
                }
            }
            _calls.Clear();
            DropWaiting(_lane);
            DropWaiting(_nestedLane);
            Link.End();
        }
        Dispose();
        foreach (PendingCall call in failed)
            ThreadPool.UnsafeQueueUserWorkItem(call, preferLocal: false);
    }

    public void Dispose()
    {
        _deadlines.Dispose();
        Link.Dispose();
    }

    public string? OnFrame(LinkFrameKind kind, ReadOnlySpan<byte> body, ReceivedMessage? whole, IWorkSink after)
    {
        string? fault = kind switch
        {
            LinkFrameKind.Response => OnResponse(body, ref whole, after),
            LinkFrameKind.Fault => OnFault(body, after),
            _ => $"A link frame of kind {(int)kind} does not go to an opener.",
        };
        whole?.Release();
        return fault;
    }

    private string? OnResponse(ReadOnlySpan<byte> body, ref ReceivedMessage? whole, IWorkSink after)
    {
        if (!Varint.TryRead(body, out ulong id, out int length))
            return "A response cannot be read.";
        if (!TryEnd(id, out PendingCall? call))
            return $"A response to call {id}, which was never made.";
        if (call is null)
            return null;
        ReceivedMessage payload = whole?.From(length) ?? ReceivedMessage.Copy(body[length..]);
        whole = null;
        call.Finish(CallOutcome.Answered(payload));
        after.Defer(call);
        return null;
    }

    private string? OnFault(ReadOnlySpan<byte> body, IWorkSink after)
    {
        if (FaultFrame.Read(body) is not { } fault)
            return "A fault cannot be read.";
        if (!TryEnd(fault.CallId, out PendingCall? call))
            return $"A fault of call {fault.CallId}, which was never made.";
        if (call is null)
            return null;
        call.Finish(CallOutcome.Refused(fault));
        after.Defer(call);
        return null;
    }

    // The callee's final frame: the place is free. The call is null if its outcome was decided before.
    private bool TryEnd(ulong id, out PendingCall? call)
    {
        if (id == 0 || id >= _nextId)
        {
            call = null;
            return false;
        }
        if (_calls.TryGetValue(id, out call))
        {
            FreePlace(call);
            if (call.IsFinished)
                call = null;
        }
        return true;
    }

    private static int WriteHead(Span<byte> head, PendingCall call, PeerArguments arguments, RequestFlags flags)
    {
        Activity? activity = Activity.Current;
        int length = new RequestHead
        {
            Id = call.Id,
            Flags = activity is { IdFormat: ActivityIdFormat.W3C } ? flags | RequestFlags.Trace : flags,
            Target = call.Target.Encoded,
            Signature = call.Method.SignatureHash(arguments.Count),
            Deadline = (ulong)call.Deadline,
            TraceParent = activity?.Id ?? "",
            TraceState = activity?.TraceStateString ?? "",
        }.Write(head);
        int bodyLength = length - LinkFrameHeader.Size + arguments.Payload.Length;
        new LinkFrameHeader(LinkFrameKind.Request, Math.Min(bodyLength, 0xFF_FFFF)).Write(head);
        return length;
    }

    private void Place(PendingCall call, ReadOnlySpan<byte> head, ReadOnlySpan<byte> payload)
    {
        CallLane lane = LaneOf(call);
        int length = head.Length + payload.Length;
        bool hasPlace = HasPlace(lane) && lane.WaitingCalls == 0;
        if (!hasPlace)
            CheckRoom(lane, length, call);
        _calls.Add(call.Id, call);
        if (hasPlace && length <= LargestFrame && Link.TryWrite(head, payload))
        {
            TakePlace(lane, call);
            call.OnWritten(whole: true);
            return;
        }
        byte[] frame = ArrayPool<byte>.Shared.Rent(length);
        head.CopyTo(frame);
        payload.CopyTo(frame.AsSpan(head.Length));
        if (hasPlace)
            Send(lane, new WaitingCall(call, frame, length));
        else
            lane.Wait(new WaitingCall(call, frame, length));
    }

    private bool HasPlace(CallLane lane) => _attached && lane.Unfinished < Link.RemoteLimits.Calls;

    private void CheckRoom(CallLane lane, int length, PendingCall call)
    {
        if (lane.WaitingCalls < _settings.WaitingCalls && lane.WaitingBytes + length <= _settings.WaitingBytes)
            return;
        throw new PeerRpcException(
            PeerErrorCode.ResourceExhausted,
            $"{lane.WaitingCalls} calls with {lane.WaitingBytes} bytes wait for this peer already; {call.Method} was " +
            "not sent. Call less often, or wait for earlier calls.") { CorrelationId = call.CorrelationId };
    }

    private static void TakePlace(CallLane lane, PendingCall call)
    {
        call.HasPlace = true;
        lane.Unfinished++;
    }

    private void Send(CallLane lane, WaitingCall waiting)
    {
        (PendingCall call, byte[] frame, int length) = waiting;
        int bodyLength = length - LinkFrameHeader.Size;
        if (bodyLength > Link.RemoteLimits.Message)
        {
            ArrayPool<byte>.Shared.Return(frame);
            _calls.Remove(call.Id);
            call.Finish(CallOutcome.Failed(TooLarge(call, bodyLength)));
            ThreadPool.UnsafeQueueUserWorkItem(call, preferLocal: false);
            return;
        }
        TakePlace(lane, call);
        if (length > LargestFrame)
        {
            frame.AsSpan(LinkFrameHeader.Size, bodyLength).CopyTo(frame);
            Link.EnqueueMessage(LinkFrameKind.Request, frame, bodyLength, call);
        }
        else if (Link.TryWrite(frame.AsSpan(0, length), default))
        {
            ArrayPool<byte>.Shared.Return(frame);
            call.OnWritten(whole: true);
        }
        else
        {
            Link.Enqueue(new QueuedFrame(frame, length, call));
        }
    }

    private PeerRpcException TooLarge(PendingCall call, int length) => new(
        PeerErrorCode.InvalidArgument,
        $"The arguments of {call.Method} take {length} bytes, and the peer accepts {Link.RemoteLimits.Message}. " +
        "Send less at a time.") { CorrelationId = call.CorrelationId };

    private void FreePlace(PendingCall call)
    {
        if (!_calls.Remove(call.Id) || !call.HasPlace)
            return;
        CallLane lane = LaneOf(call);
        lane.Unfinished--;
        FillPlaces(lane);
    }

    private void FillPlaces(CallLane lane)
    {
        while (HasPlace(lane) && lane.TryTakeWaiting(out WaitingCall waiting))
        {
            if (waiting.Call.IsFinished)
                ArrayPool<byte>.Shared.Return(waiting.Frame);
            else
                Send(lane, waiting);
        }
    }

    private static void DropWaiting(CallLane lane)
    {
        while (lane.TryTakeWaiting(out WaitingCall waiting))
            ArrayPool<byte>.Shared.Return(waiting.Frame);
    }

    private CallLane LaneOf(PendingCall call) => call.IsNested ? _nestedLane : _lane;

    // Ends the caller's waiting. What the callee has keeps its place until it answers; what it has not, has none.
    private void GiveUp(PendingCall call, CancelReason reason, Exception error)
    {
        call.Finish(CallOutcome.Failed(error));
        if (call.IsSent)
            SendCancel(call.Id, reason);
        else if (!call.HasPlace)
            _calls.Remove(call.Id);
    }

    private void SendCancel(ulong id, CancelReason reason)
    {
        Span<byte> frame = stackalloc byte[LinkFrameHeader.Size + Varint.MaxLength + 1];
        int length = LinkFrameHeader.Size + Varint.Write(frame[LinkFrameHeader.Size..], id);
        frame[length++] = (byte)reason;
        new LinkFrameHeader(LinkFrameKind.Cancel, length - LinkFrameHeader.Size).Write(frame);
        if (Link.TryWrite(frame[..length], default))
            return;
        byte[] bytes = ArrayPool<byte>.Shared.Rent(length);
        frame[..length].CopyTo(bytes);
        Link.Enqueue(new QueuedFrame(bytes, length, null));
    }

    private long OnDeadline(long now)
    {
        List<PendingCall> expired = [];
        long next = long.MaxValue;
        lock (Link.Gate)
        {
            foreach (PendingCall call in _calls.Values)
            {
                if (call.IsFinished)
                    continue;
                if (call.Deadline <= now)
                    expired.Add(call);
                else
                    next = Math.Min(next, call.Deadline);
            }
            foreach (PendingCall call in expired)
            {
                GiveUp(call, CancelReason.Deadline, new PeerDeadlineExceededException(
                    $"The deadline of the call of {call.Method} passed.", call.ExecutedAtMost)
                { CorrelationId = call.CorrelationId });
            }
        }
        foreach (PendingCall call in expired)
            ThreadPool.UnsafeQueueUserWorkItem(call, preferLocal: false);
        if (expired.Count > 0)
            Link.Flush();
        return next;
    }
}
