namespace PeerRpc;

/// <summary>The caller cancelled the call through its own token.</summary>
/// <param name="message">What happened.</param>
/// <param name="executed">Whether the call ran.</param>
/// <param name="correlationId">Names the call in the logs of both sides.</param>
/// <param name="cancellationToken">The token that was cancelled.</param>
public sealed class PeerCallCanceledException(
    string message, Executed executed, string correlationId, CancellationToken cancellationToken)
    : OperationCanceledException(message, cancellationToken)
{
    /// <summary>Always <see cref="PeerErrorCode.Cancelled"/>.</summary>
    public PeerErrorCode Code { get; } = PeerErrorCode.Cancelled;

    /// <summary>Whether the call ran at the callee.</summary>
    public Executed Executed { get; } = executed;

    /// <summary>Names the call in the logs of both sides.</summary>
    public string CorrelationId { get; } = correlationId;
}
