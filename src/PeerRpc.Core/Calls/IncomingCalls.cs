using Microsoft.Extensions.Logging;
using PeerRpc.CodeGeneration;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Calls;

/// <summary>The calls that one link carries, on the side that serves them.</summary>
/// <remarks>
/// 1. A request is checked under the link's gate: limits, controller, method, signature. What does not pass is refused
/// there, and certainly not executed. 2. What passes is given to the <see cref="CallExecutor"/>, which starts the calls
/// in their order, off the read pump. 3. Each call ends with exactly one final frame, a response or a fault, also when
/// it was cancelled or one-way, because that frees its place at the caller.
/// </remarks>
internal sealed partial class IncomingCalls : ILinkSink, IDisposable
{
    private readonly Dictionary<ulong, IncomingCall> _running = []; // guarded by Link.Gate
    private readonly ControllerTable _controllers;
    private readonly LinkSettings _settings;
    private readonly CallExecutor _executor;
    private readonly DeadlineTimer _deadlines;
    private readonly CallAnswers _answers;
    private readonly ILogger _logger;
    private int _nested; // guarded by Link.Gate
    private bool _ended; // guarded by Link.Gate

    public IncomingCalls(
        CallIdentity identity, CallerIdentity caller, CallServices services, LinkSettings settings)
    {
        Identity = identity;
        Caller = caller;
        Filters = services.Filters;
        _controllers = services.Controllers;
        _logger = services.Logger;
        _settings = settings;
        Link = new Link(this, settings, services.ReplayBudget, services.Time);
        _executor = new CallExecutor(Link.Flush);
        _deadlines = new DeadlineTimer(Link.Clock, OnDeadline);
        _answers = new CallAnswers(Link, services.Serializer);
    }

    public Link Link { get; }

    public CallIdentity Identity { get; }

    public CallerIdentity Caller { get; }

    public IIncomingCallFilter[] Filters { get; }

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

    /// <summary>The caller is gone for good: fires the tokens of its calls.</summary>
    public void End()
    {
        List<IncomingCall> cancelled;
        lock (Link.Gate)
        {
            if (_ended)
                return;
            _ended = true;
            cancelled = [.. _running.Values.Where(call => call.Cancel(CancelReason.Cancelled))];
            Link.End();
        }
        _deadlines.Dispose();
        ThreadPool.UnsafeQueueUserWorkItem(new LinkFarewell(cancelled, Targets), preferLocal: false);
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
            LinkFrameKind.Request => OnRequest(body, ref whole, after),
            LinkFrameKind.Cancel => OnCancel(body, after),
            _ => $"A link frame of kind {(int)kind} does not go to an acceptor.",
        };
        whole?.Release();
        return fault;
    }

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
        lock (Link.Gate)
        {
            Remove(call);
            _answers.Respond(call.Id, payload.Payload.Written);
        }
        ArgumentsCache.Return(payload);
        CallDiagnostics.CountServed(call, PeerErrorCode.None);
        Link.Flush();
    }

    /// <summary>Answers a call with what its method, or the reading of its arguments, threw.</summary>
    public void Refuse(IncomingCall call, Exception exception, CancelReason cancelled)
    {
        FaultFrame fault = ToFault(call, ref exception, cancelled);
        if (fault.Code == PeerErrorCode.Internal)
            Log.MethodFailed(_logger, call.Controller, call.Method, call.CorrelationId, exception);
        lock (Link.Gate)
        {
            Remove(call);
            _answers.Refuse(fault);
        }
        call.MarkAnswered();
        CallDiagnostics.CountServed(call, fault.Code);
        Link.Flush();
    }

    /// <summary>Somebody who listens to a call's token threw.</summary>
    public void OnListenerFailed(IncomingCall call, Exception exception) =>
        Log.ListenerFailed(_logger, call.Controller, call.Method, call.CorrelationId, exception);

    /// <summary>A call has been answered, and then letting go of its controller failed.</summary>
    public void OnDisposalFailed(IncomingCall call, Exception exception) =>
        Log.DisposalFailed(_logger, call.Controller, call.Method, call.CorrelationId, exception);

    private FaultFrame ToFault(IncomingCall call, ref Exception exception, CancelReason cancelled)
    {
        try
        {
            return _answers.ToFault(call, exception, cancelled);
        }
        catch (Exception failure)
        {
            // The data of a declared error cannot be written. The method has failed all the same, and the caller must
            // hear of it; the log gets what stood in the way.
            exception = failure;
            return CallAnswers.MethodFailed(call);
        }
    }

    private string? OnRequest(ReadOnlySpan<byte> body, ref ReceivedMessage? whole, IWorkSink after)
    {
        if (!RequestHead.TryRead(body, out RequestHead head))
            return "A request cannot be read.";
        if (_running.ContainsKey(head.Id))
            return $"Call {head.Id} was made twice.";
        // A caller that keeps to the limits never has more unanswered calls than both lanes hold. One that takes no
        // answers could otherwise make this side hold them without end, refusals included.
        if (_answers.Waiting >= 2L * _settings.Limits.Calls)
            return $"{_answers.Waiting} answers wait, and more calls are made.";
        if (Check(head, body[head.Length..], out ControllerEntry? entry, out PeerMethod? method) is { } refusal)
        {
            _answers.Refuse(CallAnswers.ToFault(head.Id, refusal));
            return null;
        }
        ReceivedMessage payload = whole?.From(head.Length) ?? ReceivedMessage.Copy(body[head.Length..]);
        whole = null;
        bool hasDeadline = (head.Flags & RequestFlags.Deadline) != 0;
        var call = new IncomingCall(this, head.Id, head.Flags, entry!, method!, payload)
        {
            LinkDeadline = hasDeadline ? Link.Clock.FromRemote(head.Deadline) : long.MaxValue,
            TraceParent = head.TraceParent,
            TraceState = head.TraceState,
        };
        _running.Add(head.Id, call);
        if ((head.Flags & RequestFlags.Nested) != 0)
            _nested++;
        _deadlines.Watch(call.LinkDeadline);
        if (_executor.Add(call))
            after.Defer(_executor);
        return null;
    }

    private PeerRpcException? Check(
        in RequestHead head, ReadOnlySpan<byte> payload, out ControllerEntry? entry, out PeerMethod? method)
    {
        entry = null;
        method = null;
        bool nested = (head.Flags & RequestFlags.Nested) != 0;
        if ((nested ? _nested : _running.Count - _nested) >= _settings.Limits.Calls)
        {
            return new PeerRpcException(
                PeerErrorCode.ResourceExhausted,
                $"{_settings.Limits.Calls} calls of this caller are running already; wait for one to end.")
            { RetryAfter = TimeSpan.FromMilliseconds(100) };
        }
        if (!_controllers.TryFind(head.Target, out entry, out method))
            return _controllers.NotFound(head.Target);
        int count = payload.IsEmpty ? 0 : payload[0] & PayloadWriter.MaxValues;
        bool fits = count >= method.RequiredParameters && count <= method.Parameters.Count;
        if (fits && (head.Signature == 0 || head.Signature == method.SignatureHash(count)))
            return null;
        return new PeerRpcException(
            PeerErrorCode.MethodNotFound,
            $"The controller at '{entry.Path}' has {method}, which does not fit a call with {count} argument(s).");
    }

    private string? OnCancel(ReadOnlySpan<byte> body, IWorkSink after)
    {
        var reader = new WireReader(body);
        ulong id = reader.Varint();
        var reason = (CancelReason)reader.Byte();
        if (!reader.IsAtEnd || !Enum.IsDefined(reason))
            return "A cancellation cannot be read.";
        // A call that has ended meanwhile needs none.
        if (_running.TryGetValue(id, out IncomingCall? call) && call.Cancel(reason))
            after.Defer(new CallCancellation(call));
        return null;
    }

    private void Remove(IncomingCall call)
    {
        if (_running.Remove(call.Id) && (call.Flags & RequestFlags.Nested) != 0)
            _nested--;
    }

    private long OnDeadline(long now)
    {
        long next = long.MaxValue;
        lock (Link.Gate)
        {
            foreach (IncomingCall call in _running.Values)
            {
                if (call.LinkDeadline > now)
                    next = Math.Min(next, call.LinkDeadline);
                else if (call.Cancel(CancelReason.Deadline))
                    ThreadPool.UnsafeQueueUserWorkItem(new CallCancellation(call), preferLocal: false);
            }
        }
        return next;
    }

    private static partial class Log
    {
        [LoggerMessage(
            101, LogLevel.Warning,
            "{Controller}/{Method} threw an exception that its contract does not declare; the caller was told "
                + "Internal, without its text. Call {CorrelationId}.")]
        public static partial void MethodFailed(
            ILogger logger, string controller, string method, string correlationId, Exception exception);

        [LoggerMessage(
            103, LogLevel.Warning,
            "{Controller}/{Method} was answered, and then its controller could not be disposed of. "
                + "Call {CorrelationId}.")]
        public static partial void DisposalFailed(
            ILogger logger, string controller, string method, string correlationId, Exception exception);

        [LoggerMessage(
            102, LogLevel.Warning,
            "A listener to the token of {Controller}/{Method} threw an exception when it fired. Call {CorrelationId}.")]
        public static partial void ListenerFailed(
            ILogger logger, string controller, string method, string correlationId, Exception exception);
    }
}
