using PeerRpc.CodeGeneration;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Faults;
using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;

namespace PeerRpc.Core.Calls;

/// <summary>A call on the caller's side, from its start to its outcome.</summary>
/// <remarks>
/// Its outcome is decided once, under the link's gate, and then carried to the caller as a work item of its own: the
/// result is read and the caller's continuation runs there, so neither holds up the read pump or another call for long.
/// </remarks>
internal abstract class PendingCall(CallTarget target, CancellationToken cancellationToken)
    : IThreadPoolWorkItem, IFrameOwner, IStreamOwner
{
    private CancellationTokenRegistration _registration;
    private CallOutcome _outcome;

    public PeerMethod Method => target.Method;

    public CallTarget Target => target;

    /// <summary>The link's calls that it belongs to, once it has been started.</summary>
    public OutgoingCalls? Calls { get; set; }

    public ulong Id { get; set; }

    public bool IsNested { get; set; }

    /// <summary>Whether it waits for a peer that is not there yet.</summary>
    public bool WaitsForPeer { get; set; }

    /// <summary>On the link's clock, in milliseconds; <see cref="long.MaxValue"/> for none.</summary>
    public long Deadline { get; set; } = long.MaxValue;

    /// <summary>Whether the other side may have the request, and so may run the method.</summary>
    public bool IsSent { get; private set; }

    /// <summary>Whether it has left the queue of calls that wait for a place.</summary>
    public bool HasPlace { get; set; }

    /// <summary>Whether its outcome has been decided; the callee's answer may still be outstanding.</summary>
    public bool IsFinished { get; private set; }

    public bool IsWanted => !IsFinished;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>The streams and live objects among its arguments; null for none.</summary>
    public OfferedAttachments? Offered { get; set; }

    public FaultContext FaultContext => new(Method, CorrelationId);

    PeerCall? IStreamOwner.Call => null;

    /// <summary>Whether the caller's token has fired while it still means anything.</summary>
    public bool IsCancelled => cancellationToken.IsCancellationRequested && CanBeCancelled;

    /// <summary>Where it stands among the calls that wait for a place; null if it does not.</summary>
    public LinkedListNode<WaitingCall>? Waiting { get; set; }

    /// <summary>Whether the caller still waits for something that its token can cancel.</summary>
    protected virtual bool CanBeCancelled => true;

    /// <summary>Whether the call ran, as far as this side can know without an answer.</summary>
    public Executed ExecutedAtMost => IsSent ? Executed.Maybe : Executed.No;

    public string CorrelationId => Calls is null || Id == 0 ? "" : Calls.Identity.Correlate(Id);

    public PeerCallCanceledException ToCancelError() =>
        new($"The call of {Method} was cancelled.", ExecutedAtMost, CorrelationId, CancellationToken);

    public PeerDeadlineExceededException ToDeadlineError() =>
        new($"The deadline of the call of {Method} passed.", ExecutedAtMost) { CorrelationId = CorrelationId };

    /// <summary>
    /// Lets the caller's token cancel it. Before the start, so that the end always finds the registration.
    /// </summary>
    public void WatchToken()
    {
        if (cancellationToken.CanBeCanceled)
            _registration = cancellationToken.UnsafeRegister(static call => ((PendingCall)call!).OnTokenFired(), this);
    }

    /// <summary>Decides the outcome; what is then to be run is this object itself. Under the gate.</summary>
    public void Finish(CallOutcome outcome)
    {
        IsFinished = true;
        _outcome = outcome;
        // After an answer the callee releases what it does not use any more: the result may depend on the arguments.
        if (outcome.Fault is not null || outcome.Error is not null)
            Offered?.Withdraw();
    }

    public virtual void OnWritten(bool whole)
    {
        if (!whole || IsSent)
            return;
        IsSent = true;
        if (IsFinished)
            return;
        Offered?.Open();
    }

    public void OnAbandoned() => Calls!.Forget(this);

    /// <summary>Carries the outcome to the caller.</summary>
    public void Execute()
    {
        if (WaitsForReports())
            return;
        _registration.Dispose();
        CallOutcome outcome = _outcome;
        _outcome = default;
        if (outcome.IsAnswer)
        {
            Succeed(outcome.Response, outcome.Attachments);
            return;
        }
        FailCounted(outcome.Error ?? Calls!.Faults.ToException(outcome.Fault!, FaultContext), Calls!.Counts);
    }

    // Whose argument belongs to the other side's call: nothing depends on it here.
    void IStreamOwner.OnStreamOffered()
    {
    }

    void IStreamOwner.OnStreamEnded()
    {
    }

    void IStreamOwner.OnResultReleased(IWorkSink after)
    {
    }

    /// <summary>Gives up a call that was never started. It counts like one that was: its caller sees it fail.</summary>
    public void Abandon(Exception error, CallCounts counts)
    {
        _registration.Dispose();
        FailCounted(error, counts);
    }

    /// <summary>Counts the call as one that succeeded, before its caller learns of it.</summary>
    protected void CountSuccess() => Calls!.Counts.CountMade(target, PeerErrorCode.None);

    /// <summary>Counts the call as its caller sees it fail, and lets it fail.</summary>
    protected void FailCounted(Exception error, CallCounts counts)
    {
        counts.CountMade(target, CallDiagnostics.OutcomeOf(error));
        Fail(error);
    }

    /// <summary>Reads the result, or just releases it, and counts the call accordingly.</summary>
    /// <param name="response">The payload with the result.</param>
    /// <param name="attachments">What came with it; null for nothing.</param>
    protected abstract void Succeed(ReceivedMessage response, IncomingStream[]? attachments);

    protected abstract void Fail(Exception error);

    // What was reported to a progress of the call is told before the call ends. With a result that is a stream, reports
    // may go on for as long as the stream does.
    private bool WaitsForReports()
    {
        if (Offered is null || _outcome.Error is not null || _outcome.Attachments is { Length: > 0 })
            return false;
        lock (Calls!.Link.Gate)
            return Offered.TryWaitForReports(this);
    }

    private void OnTokenFired()
    {
        if (CanBeCancelled)
            Calls?.Cancel(this);
    }
}
