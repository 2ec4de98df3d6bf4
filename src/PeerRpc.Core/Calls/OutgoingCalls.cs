using PeerRpc.CodeGeneration;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Faults;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Calls;

/// <summary>The calls that one end of a link makes.</summary>
/// <remarks>
/// 1. A call gets its id and its frame, and goes to the link when it has a place (<see cref="CallPlaces"/>). 2. The
/// answer, the caller's token, the deadline or the end of the link decides its outcome, whichever comes first. 3. The
/// outcome is carried to the caller outside the gate, as a work item of its own. 4. The callee's final frame frees the
/// place, also of a call that nobody waits for any more.
/// </remarks>
internal sealed class OutgoingCalls : IDeadlines, IDisposable
{
    private readonly CallTable _calls = new(); // guarded by Link.Gate, as all of these
    private readonly CallPlaces _places;
    private readonly StreamTable _streams;
    private readonly IAttachmentOffers _offers;
    private DeadlineTimer? _deadlines; // made for the first call: an acceptor makes few
    private volatile LinkError? _end;

    public OutgoingCalls(
        CallIdentity identity, LinkSettings settings, CallCounts counts, StreamTable streams, IAttachmentOffers offers,
        IAttachmentReaders readers)
    {
        Counts = counts;
        Identity = identity;
        Link = streams.Link;
        Attachments = readers;
        _streams = streams;
        _offers = offers;
        _places = new CallPlaces(Link, settings);
    }

    public Link Link { get; }

    public CallIdentity Identity { get; set; }

    /// <summary>How calls have ended.</summary>
    public CallCounts Counts { get; }

    public FaultTranslator Faults => _streams.Translator;

    public IAttachmentReaders Attachments { get; }

    /// <summary>Whether no call can be made any more.</summary>
    public bool HasEnded => _end is not null;

    /// <summary>Why a call cannot be made: the link has ended. Only then.</summary>
    public PeerRpcException NotStarted => _end!(Executed.No, "");

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
    /// <exception cref="PeerRpcException">It was not started, and the message says why.</exception>
    public bool TryStart(PendingCall call, PeerArguments arguments, TimeSpan timeout, RequestFlags flags)
    {
        bool alone;
        lock (Link.Gate)
        {
            if (_end is not null)
                return false;
            long now = Link.Clock.Time.GetTimestamp();
            Add(call, timeout, flags, now);
            if (!call.Method.CarriesStreams)
                Link.Traffic.OnCall(arguments.Payload.Length, now);
            try
            {
                Offer(call, arguments);
                RequestHead request = RequestHead.Of(call, arguments.Count, flags);
                Span<byte> head = stackalloc byte[request.MaxSize];
                head = head[..request.Write(head)];
                _places.Take(call, head, arguments.Payload.Written);
            }
            catch (PeerRpcException)
            {
                _calls.Remove(call);
                call.Offered?.Withdraw();
                throw;
            }
            Watch(call.Deadline);
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

    /// <summary>The link is open: starts what has waited for it. Under the gate.</summary>
    public void Open() => _places.Open();

    /// <summary>The caller's token has fired.</summary>
    public void Cancel(PendingCall call)
    {
        lock (Link.Gate)
        {
            if (call.IsFinished || call.Calls != this)
                return;
            GiveUp(call, CancelReason.Cancelled, call.ToCancelError());
        }
        Link.ScheduleFlush();
    }

    /// <summary>Ends a call that cannot be sent. Under the gate.</summary>
    public void Fail(PendingCall call, Exception error)
    {
        _calls.Remove(call);
        Finish(call, error);
    }

    /// <summary>A call that was given up will never reach the callee as a whole. Under the gate.</summary>
    public void Forget(PendingCall call)
    {
        _calls.Remove(call);
        _places.Free(call);
    }

    /// <summary>Sees to it that a deadline is noticed. Under the gate.</summary>
    public void Watch(long deadline) => (_deadlines ??= new DeadlineTimer(Link, this)).Watch(deadline);

    /// <summary>The calls that another link sends, or that another one has not sent. Under the gate.</summary>
    public CallMove Move => new(this, _calls, _places);

    /// <summary>Whether the peer was not there when asked for last, and some calls wait for it.</summary>
    public bool AwaitsPeer => _places.Absence is not null;

    /// <summary>The peer is not there: ends the calls that do not wait for it. Under the gate.</summary>
    /// <param name="toError">With what they end, and those that follow.</param>
    /// <returns>Whether any call waits.</returns>
    public bool TryAwaitPeer(LinkError toError)
    {
        foreach (PendingCall call in _calls.All.Where(call => !call.WaitsForPeer).ToArray())
        {
            _places.StopWaiting(call);
            Fail(call, toError(Executed.No, call.CorrelationId));
        }
        _places.Absence = _calls.Count > 0 ? toError : null;
        return AwaitsPeer;
    }

    /// <summary>It is not known any more whether the peer is there: all calls wait to hear. Under the gate.</summary>
    public void StopAwaitingPeer() => _places.Absence = null;

    /// <summary>The link has ended, and every call with it. Under the gate.</summary>
    /// <param name="toError">What each call fails with.</param>
    public void End(LinkError toError)
    {
        _end = toError;
        foreach (PendingCall call in _calls.All)
        {
            if (!call.IsFinished)
                Finish(call, toError(call.ExecutedAtMost, call.CorrelationId));
        }
        _calls.Clear();
        _places.Clear();
    }

    public void Dispose() => _deadlines?.Dispose();

    /// <summary>Handles an answer. Under the gate.</summary>
    /// <returns>Null, or in what way it breaks the protocol.</returns>
    public string? OnFrame(LinkFrameKind kind, ReadOnlySpan<byte> body, ref ReceivedMessage? whole, IWorkSink after) =>
        kind == LinkFrameKind.Response ? OnResponse(body, ref whole, after) : OnFault(body, after);

    private void Add(PendingCall call, TimeSpan timeout, RequestFlags flags, long now)
    {
        call.IsNested = (flags & RequestFlags.Nested) != 0;
        call.Deadline = timeout == Timeout.InfiniteTimeSpan
            ? long.MaxValue
            : Link.Clock.At(now) + (timeout.Ticks / TimeSpan.TicksPerMillisecond);
        call.Calls = this;
        _calls.Add(call);
    }

    private void Offer(PendingCall call, PeerArguments arguments)
    {
        IReadOnlyList<PayloadAttachment> attachments = arguments.Payload.Attachments;
        if (attachments.Count > 0)
            call.Offered = _offers.Offer(attachments, call);
    }

    private string? OnResponse(ReadOnlySpan<byte> body, ref ReceivedMessage? whole, IWorkSink after)
    {
        var reader = new WireReader(body);
        ulong id = reader.Varint();
        if (!AttachmentRange.TryRead(ref reader, out AttachmentRange range) || !reader.Succeeded)
            return "A response cannot be read.";
        // Before the call leaves the table. Most answers carry nothing, and need no text that names them.
        FaultContext context = range.Count > 0 && _calls.Find(id) is { } answered ? answered.FaultContext : default;
        if (!_streams.TryAnnounce(range, context, out IncomingStream[] attachments))
            return "A response carries streams that cannot be there, or more of them than are accepted.";
        if (!TryEnd(id, out PendingCall? call))
            return $"A response to call {id}, which was never made.";
        if (call is null)
        {
            foreach (IncomingStream unwanted in attachments)
                unwanted.ReleaseUnderGate();
            return null;
        }
        foreach (IncomingStream stream in attachments)
            stream.Source = call.Target;
        int start = body.Length - reader.Rest.Length;
        ReceivedMessage payload = whole?.From(start) ?? Link.Copy(body[start..]);
        whole = null;
        call.Finish(CallOutcome.Answered(payload, attachments));
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
        bool wasMade = _calls.TryTake(id, out PendingCall? ended);
        if (ended is not null)
            _places.Free(ended);
        call = ended is { IsFinished: false } ? ended : null;
        return wasMade;
    }

    // Ends the caller's waiting. What the callee has keeps its place until it answers; what it has not, has none.
    private void GiveUp(PendingCall call, CancelReason reason, Exception error)
    {
        if (call.IsSent)
            new CancelFrame(call.Id, reason).Send(Link);
        else if (!call.HasPlace)
        {
            _calls.Remove(call);
            _places.StopWaiting(call);
        }
        Finish(call, error);
    }

    private void Finish(PendingCall call, Exception error)
    {
        call.Finish(CallOutcome.Failed(error));
        Link.Work.Defer(call);
    }

    long IDeadlines.OnDeadline(long now)
    {
        long next;
        lock (Link.Gate)
        {
            foreach (PendingCall call in _calls.FindExpired(now, out next))
                GiveUp(call, CancelReason.Deadline, call.ToDeadlineError());
        }
        Link.Flush();
        return next;
    }
}
