namespace PeerRpc.Core.Calls;

/// <summary>The attempts at one call of a method that is idempotent.</summary>
/// <remarks>
/// A call is made again only if it cannot have run and the reason may pass, or if it may have run and its method says
/// that this is as good. Nothing else is ever made again.
/// </remarks>
/// <param name="settings">The clock, and where chance comes from.</param>
/// <param name="timeout">Until the call's deadline; infinite for none.</param>
internal sealed class CallRepetition(RemoteCallSettings settings, TimeSpan timeout)
{
    private const int MostAttempts = 3;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);

    private readonly long _start = settings.Time.GetTimestamp();
    private PeerRpcException? _mayHaveRun;
    private int _attempts;

    /// <summary>How long the next attempt may take.</summary>
    public TimeSpan Rest => timeout == Timeout.InfiniteTimeSpan ? timeout : Left > TimeSpan.Zero ? Left : TimeSpan.Zero;

    private TimeSpan Left => timeout - settings.Time.GetElapsedTime(_start);

    /// <summary>Whether the call is to be made again after this error.</summary>
    public bool MayTryAgain(PeerRpcException error)
    {
        if (error.Executed != Executed.No)
            _mayHaveRun ??= error;
        return ++_attempts < MostAttempts && MayPass(error)
            && (timeout == Timeout.InfiniteTimeSpan || Left > Advice(error) + Span);
    }

    /// <summary>Waits before the next attempt.</summary>
    public Task WaitAsync(PeerRpcException error, CancellationToken cancellationToken) =>
        settings.Work.DelayAsync(
            Advice(error) + Span * settings.Random.NextDouble(), settings.Time, cancellationToken);

    /// <summary>What the caller gets in the end: what may have run stays so, whatever the later attempts say.</summary>
    public PeerRpcException ToOutcome(PeerRpcException last) =>
        last.Executed == Executed.No ? _mayHaveRun ?? last : last;

    /// <summary>As <see cref="ToOutcome(PeerRpcException)"/>, for a caller that has given up.</summary>
    public PeerCallCanceledException ToOutcome(PeerCallCanceledException last) =>
        last.Executed == Executed.No && _mayHaveRun is not null
            ? new PeerCallCanceledException(
                last.Message, Executed.Maybe, _mayHaveRun.CorrelationId, last.CancellationToken)
            : last;

    private TimeSpan Span => FirstDelay * Math.Pow(2, _attempts - 1);

    private static TimeSpan Advice(PeerRpcException error) => error.RetryAfter ?? TimeSpan.Zero;

    private static bool MayPass(PeerRpcException error) => error switch
    {
        { Executed: Executed.Maybe } => error.Code is PeerErrorCode.PeerGone or PeerErrorCode.ConnectionLost,
        { Executed: Executed.No } => error.Code is PeerErrorCode.Unavailable or PeerErrorCode.ResourceExhausted
            or PeerErrorCode.PolicyFailed,
        _ => false,
    };
}
