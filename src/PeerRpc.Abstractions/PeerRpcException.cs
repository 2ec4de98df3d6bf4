namespace PeerRpc;

/// <summary>A call, a registration or a connection failed.</summary>
/// <remarks>
/// A few codes have a subclass, so that callers can catch them apart. A call that its caller cancelled throws
/// <see cref="PeerCallCanceledException"/> instead, which is an <see cref="OperationCanceledException"/>.
/// </remarks>
public class PeerRpcException : Exception
{
    private string _correlationId = "";

    /// <summary>Creates an exception.</summary>
    /// <param name="code">What went wrong.</param>
    /// <param name="message">What happened and what to do about it.</param>
    /// <param name="executed">Whether the call ran.</param>
    /// <param name="origin">Where the error arose.</param>
    /// <param name="innerException">The cause in this process, if there is one.</param>
    public PeerRpcException(
        PeerErrorCode code,
        string message,
        Executed executed = Executed.No,
        PeerErrorOrigin origin = PeerErrorOrigin.Caller,
        Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
        Executed = executed;
        Origin = origin;
    }

    /// <summary>What went wrong.</summary>
    public PeerErrorCode Code { get; }

    /// <summary>Whether the call ran at the callee.</summary>
    public Executed Executed { get; }

    /// <summary>Where the error arose.</summary>
    public PeerErrorOrigin Origin { get; }

    /// <summary>
    /// Names the call in the logs of both sides; empty where there was no call, for example when registering.
    /// </summary>
    public string CorrelationId
    {
        get => _correlationId;
        init => _correlationId = value;
    }

    /// <summary>How long to wait before trying again; <see langword="null"/> if the other side did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    // For exceptions that other code has made before the call was known.
    internal void SetCorrelationId(string correlationId) => _correlationId = correlationId;
}
