using Microsoft.Extensions.Logging;
using PeerRpc.CodeGeneration;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Faults;
using PeerRpc.Core.Links;
using PeerRpc.Core.Serialization;
using PeerRpc.Core.Streams;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Calls;

/// <summary>The calls that one end of a link serves.</summary>
/// <remarks>
/// 1. A request is checked under the link's gate: limits, controller, method, signature. What does not pass is refused
/// there, and certainly not executed. 2. What passes is given to the <see cref="CallExecutor"/>, which starts the calls
/// in their order, off the read pump. 3. Each call ends with exactly one final frame, a response or a fault, also when
/// it was cancelled or one-way, because that frees its place at the caller.
/// </remarks>
internal sealed class IncomingCalls : IDeadlines, IDisposable
{
    private readonly IdTable<IncomingCall> _running = new(); // guarded by Link.Gate
    private readonly RequestCheck _check;
    private readonly LinkSettings _settings;
    private readonly CallExecutor _executor;
    private DeadlineTimer? _deadlines;
    private readonly CallAnswers _answers;
    private readonly StreamTable _streams;
    private readonly IAttachmentOffers _offers;
    private readonly ILogger _logger;
    private readonly CallCounts _counts;
    private int _nested; // guarded by Link.Gate
    private int _streaming; // guarded by Link.Gate

    /// <param name="identity">Names the calls.</param>
    /// <param name="caller">Who makes them.</param>
    /// <param name="controllers">What can be called besides the objects that were passed.</param>
    /// <param name="services">What they are served with.</param>
    /// <param name="settings">The sizes.</param>
    /// <param name="attachments">The streams and live objects of the link.</param>
    public IncomingCalls(
        CallIdentity identity, CallerIdentity caller, ControllerTable controllers, CallServices services,
        LinkSettings settings, CallAttachments attachments)
    {
        Identity = identity;
        Caller = caller;
        Filters = services.Filters;
        _check = new RequestCheck(controllers, attachments, settings.Limits);
        _streams = attachments.Streams;
        _offers = attachments.Offers;
        Attachments = attachments.Readers;
        _logger = services.Logger;
        _counts = services.Counts;
        _settings = settings;
        Link = _streams.Link;
        _executor = new CallExecutor(Link);
        _answers = new CallAnswers(Link, services.Serializer);
    }

    public Link Link { get; }

    public CallIdentity Identity { get; set; }

    public CallerIdentity Caller { get; }

    public IIncomingCallFilter[] Filters { get; }

    public IAttachmentReaders Attachments { get; }

    /// <summary>Objects that live as long as the link, by the registration that made them.</summary>
    public LinkScopedTargets Targets { get; } = new();

    /// <summary>How many calls are running.</summary>
    public int Count
    {
        get
        {
            lock (Link.Gate)
                return _running.Count;
        }
    }

    /// <summary>The caller is gone for good: fires the tokens of its calls. Under the gate.</summary>
    public void End()
    {
        List<IncomingCall> cancelled = [.. _running.Values.Where(call => call.Cancel(CancelReason.Cancelled))];
        Link.Work.Defer(new LinkFarewell(cancelled, Targets));
    }

    public void Dispose() => _deadlines?.Dispose();

    /// <summary>Handles a request or what follows it. Under the gate.</summary>
    /// <returns>Null, or in what way it breaks the protocol.</returns>
    public string? OnFrame(LinkFrameKind kind, ReadOnlySpan<byte> body, ref ReceivedMessage? whole, IWorkSink after) =>
        kind == LinkFrameKind.Request ? OnRequest(body, ref whole, after) : OnCancel(body, after);

    /// <summary>Answers a call without a result.</summary>
    public void Respond(IncomingCall call) => Respond<Nothing>(call, null, default);

    /// <summary>Answers a call.</summary>
    public void Respond<TResult>(IncomingCall call, PeerCodec<TResult>? codec, TResult result)
    {
        PeerArguments payload = ArgumentsCache.Rent();
        payload.Begin(keepValues: false);
        if (codec is not null && (call.Flags & RequestFlags.OneWay) == 0)
            payload.Write(codec, result);
        payload.Payload.EndPayload();
        Respond(call, payload.Payload);
        ArgumentsCache.Return(payload);
        _counts.CountServed(call, PeerErrorCode.None);
        Link.Flush();
    }

    /// <summary>The streams of a call have ended, and with it all that it was given.</summary>
    public void EndStreams(IncomingCall call)
    {
        lock (Link.Gate)
        {
            _streaming--;
            WithdrawArguments(call);
        }
        Link.ScheduleFlush();
    }

    /// <summary>Answers a call with what its method, or the reading of its arguments, threw.</summary>
    /// <returns>The code that the caller gets.</returns>
    public PeerErrorCode Refuse(IncomingCall call, Exception exception, CancelReason cancelled)
    {
        FaultFrame fault = _answers.ToFault(call, ref exception, cancelled);
        if (fault.Code == PeerErrorCode.Internal)
            CallLog.MethodFailed(_logger, call.Controller, call.Method, call.CorrelationId, exception);
        lock (Link.Gate)
        {
            Remove(call);
            WithdrawArguments(call);
            _answers.Refuse(fault);
        }
        call.MarkAnswered();
        _counts.CountServed(call, fault.Code);
        Link.Flush();
        return fault.Code;
    }

    /// <summary>Somebody who listens to a call's token threw.</summary>
    public void OnListenerFailed(IncomingCall call, Exception exception) =>
        CallLog.ListenerFailed(_logger, call.Controller, call.Method, call.CorrelationId, exception);

    /// <summary>A call has been answered, and then letting go of its controller failed.</summary>
    public void OnDisposalFailed(IncomingCall call, Exception exception) =>
        CallLog.DisposalFailed(_logger, call.Controller, call.Method, call.CorrelationId, exception);

    private string? OnRequest(ReadOnlySpan<byte> body, ref ReceivedMessage? whole, IWorkSink after)
    {
        if (!RequestHead.TryRead(body, out RequestHead head))
            return "A request cannot be read.";
        if (_running.Find(head.Id) is not null)
            return $"Call {head.Id} was made twice.";
        // A caller that keeps to the limits never has more unanswered calls than both lanes hold. One that takes no
        // answers could otherwise make this side hold them without end, refusals included.
        if (_answers.Waiting >= 2L * _settings.Limits.Calls)
            return $"{_answers.Waiting} answers wait, and more calls are made.";
        // Of what a refused call carries nobody learns here: its caller takes it back when it hears of the refusal.
        bool nested = (head.Flags & RequestFlags.Nested) != 0;
        PeerRpcException? refusal = _check.Refuse(
            head, body[head.Length..], nested ? _nested : _running.Count - _nested, _streaming,
            out ControllerEntry? entry, out PeerMethod? method);
        if (refusal is not null)
        {
            Refuse(head, refusal);
            return null;
        }
        // Most calls carry nothing, and need no text that names them.
        FaultContext context = head.Attachments.Count > 0
            ? new FaultContext(method!, Identity.Correlate(head.Id))
            : default;
        if (!_streams.TryAnnounce(head.Attachments, context, out IncomingStream[] attachments))
            return "A request carries streams that cannot be there.";
        if (!method!.CarriesStreams)
            Link.Traffic.OnCall(body.Length, Link.Clock.ReceivedAt);
        ReceivedMessage payload = whole?.From(head.Length) ?? Link.Copy(body[head.Length..]);
        whole = null;
        bool hasDeadline = (head.Flags & RequestFlags.Deadline) != 0;
        var call = new IncomingCall(this, head.Id, head.Flags, entry!, method!, payload)
        {
            LinkDeadline = hasDeadline ? Link.Clock.FromRemote(head.Deadline) : long.MaxValue,
            TraceParent = head.TraceParent,
            TraceState = head.TraceState,
            Announced = attachments,
        };
        // It may have been under way for long. From here on the timer watches it.
        if (call.LinkDeadline <= Link.Clock.At(Link.Clock.ReceivedAt))
            call.Cancel(CancelReason.Deadline);
        _running.Add(head.Id, call);
        if (nested)
            _nested++;
        (_deadlines ??= new DeadlineTimer(Link, this)).Watch(call.LinkDeadline);
        if (_executor.Add(call))
            after.Defer(_executor);
        return null;
    }

    private void Refuse(in RequestHead head, PeerRpcException refusal)
    {
        _streams.Skip(head.Attachments);
        _answers.Refuse(CallAnswers.ToFault(head.Id, refusal));
    }

    private void Respond(IncomingCall call, PayloadWriter payload)
    {
        lock (Link.Gate)
        {
            Remove(call);
            if (!TryOffer(call, payload.Attachments, out OfferedAttachments? offered))
                return;
            // Before the answer, so that reports are told before the call ends. A result that is a stream may go on
            // using the arguments.
            if (offered is null)
                WithdrawArguments(call);
            else
                BeginStreams(call);
            _answers.Respond(call.Id, payload.Written, offered);
        }
    }

    private void BeginStreams(IncomingCall call)
    {
        call.HasStreamed = true;
        _streaming++;
    }

    private bool TryOffer(
        IncomingCall call, IReadOnlyList<PayloadAttachment> attachments, out OfferedAttachments? offered)
    {
        offered = null;
        try
        {
            if (call.Entry.HasEnded)
                throw new PeerRpcException(PeerErrorCode.Cancelled, "What was called is not there any more.");
            if (attachments.Count > 0)
                offered = _offers.Offer(attachments, call, areResults: true);
            return true;
        }
        catch (PeerRpcException exception)
        {
            WithdrawArguments(call);
            _answers.Refuse(FaultFrame.Of(
                exception.Code, Executed.Yes, PeerErrorOrigin.CalleeRuntime, exception.Message) with
            { CallId = call.Id });
            return false;
        }
    }

    private void WithdrawArguments(IncomingCall call)
    {
        foreach (IncomingStream announced in call.Announced)
        {
            Attachment? argument = _streams.Find(announced.Id);
            if (argument is null)
                announced.ReleaseUnderGate(); // It has ended; what of it was not read is not needed any more.
            else if (argument.EndsWithCall)
                argument.Withdraw();
        }
    }

    private string? OnCancel(ReadOnlySpan<byte> body, IWorkSink after)
    {
        if (!CancelFrame.TryRead(body, out CancelFrame frame))
            return "A cancellation cannot be read.";
        // A call that has ended meanwhile needs none.
        if (_running.Find(frame.CallId) is { } call && call.Cancel(frame.Reason))
            after.Defer(new CallCancellation(call));
        return null;
    }

    private void Remove(IncomingCall call)
    {
        if (_running.Remove(call.Id, out _) && (call.Flags & RequestFlags.Nested) != 0)
            _nested--;
    }

    long IDeadlines.OnDeadline(long now)
    {
        long next = long.MaxValue;
        lock (Link.Gate)
        {
            foreach (IncomingCall call in _running.Values)
            {
                if (call.LinkDeadline > now)
                    next = Math.Min(next, call.LinkDeadline);
                else if (call.Cancel(CancelReason.Deadline))
                    Link.Work.Defer(new CallCancellation(call));
            }
        }
        return next;
    }
}
