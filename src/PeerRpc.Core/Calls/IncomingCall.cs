using System.Diagnostics;
using System.Security.Claims;
using PeerRpc.CodeGeneration;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Faults;
using PeerRpc.Core.Links;
using PeerRpc.Core.Serialization;
using PeerRpc.Core.Streams;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Calls;

/// <summary>A call on the callee's side, from its request to the callee's final frame.</summary>
/// <param name="calls">The link's calls that it belongs to.</param>
/// <param name="id">Its id on the link.</param>
/// <param name="flags">One-way, nested.</param>
/// <param name="entry">The controller.</param>
/// <param name="method">The method.</param>
/// <param name="payload">The arguments.</param>
internal sealed class IncomingCall(
    IncomingCalls calls, ulong id, RequestFlags flags, ControllerEntry entry, PeerMethod method,
    ReceivedMessage payload)
    : PeerCall, IStreamOwner
{
    private static readonly CancellationToken Cancelled = new(canceled: true);

    private const long LongestDeadline = 100L * 365 * 24 * 60 * 60 * 1000;

    private ReceivedMessage _payload = payload;
    private IMessageAttachments? _attachments;
    private bool _payloadReleased;
    private CancellationTokenSource? _source; // guarded by the link's gate
    private CancelReason _cancelled;
    private CallStreams? _streams; // made under the link's gate, for the few calls that have some
    private volatile bool _answered;

    public ulong Id => id;

    public RequestFlags Flags => flags;

    public int MethodIndex => method.Index;

    public PeerMethod ContractMethod => method;

    public ControllerEntry Entry => entry;

    public IIncomingCallFilter[] Filters => calls.Filters;

    /// <summary>Whether the method has been entered.</summary>
    public bool IsEntered { get; private set; }

    /// <summary>On this side's link clock, in milliseconds; <see cref="long.MaxValue"/> for none.</summary>
    public long LinkDeadline { get; init; } = long.MaxValue;

    /// <summary>Whether its answer carries streams or live objects, with which it is over.</summary>
    public bool HasStreamed { get; set; }

    /// <summary>The streams and live objects among its arguments.</summary>
    public IncomingStream[] Announced { get; init; } = [];

    public FaultContext FaultContext => new(method, CorrelationId);

    PeerCall IStreamOwner.Call => this;

    public string TraceParent { get; init; } = "";

    public string TraceState { get; init; } = "";

    /// <summary>Lives as long as the link; for objects that serve all calls of one caller.</summary>
    public IncomingCalls Calls => calls;

    /// <summary>At a broker, its session of the caller.</summary>
    public TSession Session<TSession>() => (TSession)calls.Caller.Session!;

    public override string? CallerId => calls.Caller.CallerId;

    public override ClaimsPrincipal Caller => calls.Caller.Principal;

    public override string TargetId => calls.Caller.TargetId;

    public override string? Group => calls.Caller.Group;

    public override string Controller => entry.Path;

    public override string Method => method.Name;

    public override string CorrelationId => calls.Identity.Correlate(id);

    public override DateTimeOffset? Deadline
    {
        get
        {
            // With the answer the caller has stopped waiting; what streams go on with is not bound to the deadline.
            if (_answered)
                return null;
            long left = LinkDeadline - calls.Link.Clock.Now;
            // A caller may name any moment; what lies beyond the calendar, or centuries away, is no deadline.
            return left > LongestDeadline ? null : calls.Link.Clock.Time.GetUtcNow() + TimeSpan.FromMilliseconds(left);
        }
    }

    public override CancellationToken CancellationToken
    {
        get
        {
            lock (calls.Link.Gate)
            {
                if (_cancelled != 0 && _source is null)
                    return Cancelled;
                return (_source ??= new CancellationTokenSource()).Token;
            }
        }
    }

    internal override bool HasEnded => _answered && (_streams is null || _streams.HasEnded);

    public void MarkEntered() => IsEntered = true;

    /// <summary>The caller no longer waits. Under the gate.</summary>
    /// <returns>Whether somebody may listen, so that <see cref="FireToken"/> has to follow.</returns>
    public bool Cancel(CancelReason reason)
    {
        if (_cancelled != 0)
            return false;
        _cancelled = reason;
        return _source is not null;
    }

    /// <summary>Fires the token. Not under the gate: whoever listens to it runs at once.</summary>
    public void FireToken()
    {
        CancellationTokenSource? source;
        lock (calls.Link.Gate)
            source = _source;
        try
        {
            source?.Cancel();
        }
        catch (AggregateException exception)
        {
            // A listener's failure is its own: thrown on here, it would end the process.
            calls.OnListenerFailed(this, exception);
        }
    }

    /// <summary>Ends when the streams of its result have.</summary>
    public Task StreamsEndedAsync() => _streams?.EndedAsync() ?? Task.CompletedTask;

    void IStreamOwner.OnStreamOffered() => (_streams ??= new CallStreams(calls.Link.Work)).Add();

    void IStreamOwner.OnStreamEnded() => _streams!.Remove();

    void IStreamOwner.OnResultReleased(IWorkSink after)
    {
        if (Cancel(CancelReason.Cancelled))
            after.Defer(new CallCancellation(this));
    }

    /// <summary>Serves the call; never throws.</summary>
    public async Task RunAsync()
    {
        Current = this;
        Activity? activity = null;
        long begun = CallDiagnostics.TimesServed ? calls.Link.Clock.Time.GetTimestamp() : 0;
        var outcome = PeerErrorCode.None;
        try
        {
            activity = CallDiagnostics.StartIncoming(this);
            ThrowIfOver();
            await DispatchAsync().ConfigureAwait(false);
            if (!_answered)
                throw new InvalidOperationException("The dispatcher has not answered the call.");
        }
        catch (Exception exception) when (_answered)
        {
            // Only letting go of the controller is left then: the caller has its answer, and gets no second one.
            calls.OnDisposalFailed(this, exception);
        }
        catch (Exception exception)
        {
            // Whatever the method throws is an answer: it becomes a fault, and an undeclared one is logged.
            outcome = calls.Refuse(this, exception, _cancelled);
            activity?.SetStatus(ActivityStatusCode.Error);
        }
        finally
        {
            if (begun != 0)
                CallDiagnostics.TimeServed(this, outcome, calls.Link.Clock.Time.GetElapsedTime(begun));
            ReleasePayload();
            if (HasStreamed)
                await EndStreamsAsync().ConfigureAwait(false);
            activity?.Dispose();
        }
    }

    /// <summary>Gives the memory of the arguments back.</summary>
    public void ReleasePayload()
    {
        if (_payloadReleased)
            return;
        _payloadReleased = true;
        _payload.Release();
        _payload = default;
    }

    /// <summary>The arguments have been read: what no parameter asked for is not wanted.</summary>
    public void ReleaseUntaken() => _attachments?.ReleaseUntaken();

    /// <summary>Answers without a result.</summary>
    public void Respond()
    {
        calls.Respond(this);
        _answered = true;
    }

    /// <summary>Answers with a result.</summary>
    public void Respond<TResult>(PeerCodec<TResult> codec, TResult result)
    {
        calls.Respond(this, codec, result);
        _answered = true;
    }

    /// <summary>A fault has been sent.</summary>
    public void MarkAnswered() => _answered = true;

    private async ValueTask EndStreamsAsync()
    {
        await StreamsEndedAsync().ConfigureAwait(false);
        calls.EndStreams(this);
    }

    private ValueTask DispatchAsync()
    {
        PayloadReader arguments = PayloadReaderCache.Rent();
        _attachments = calls.Attachments.Read(Announced);
        if (!arguments.TryBegin(_payload.Bytes, _attachments))
            throw new FormatException("The payload is malformed.");
        ValueTask running = entry.DispatchAsync(this, arguments);
        PayloadReaderCache.Return(arguments);
        return running;
    }

    private void ThrowIfOver()
    {
        if (_cancelled == CancelReason.Cancelled)
            throw new PeerRpcException(PeerErrorCode.Cancelled, "The caller cancelled the call before it began.");
        if (_cancelled == CancelReason.Deadline)
            throw new PeerRpcException(
                PeerErrorCode.DeadlineExceeded,
                "The deadline had passed before the call began.");
    }
}
