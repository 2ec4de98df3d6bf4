namespace PeerRpc;

/// <summary>
/// The deadline passed before the outcome was known: <see cref="PeerErrorCode.DeadlineExceeded"/>.
/// </summary>
/// <param name="message">What happened.</param>
/// <param name="executed">Whether the call ran.</param>
/// <param name="origin">Where the error arose.</param>
public sealed class PeerDeadlineExceededException(
    string message, Executed executed, PeerErrorOrigin origin = PeerErrorOrigin.Caller)
    : PeerRpcException(PeerErrorCode.DeadlineExceeded, message, executed, origin);
