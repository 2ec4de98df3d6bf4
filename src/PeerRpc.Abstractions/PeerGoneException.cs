namespace PeerRpc;

/// <summary>The peer left, or did not come back in time: <see cref="PeerErrorCode.PeerGone"/>.</summary>
/// <param name="message">What happened.</param>
/// <param name="executed">Whether the call ran.</param>
/// <param name="origin">Where the error arose.</param>
public sealed class PeerGoneException(
    string message, Executed executed = Executed.Maybe, PeerErrorOrigin origin = PeerErrorOrigin.Broker)
    : PeerRpcException(PeerErrorCode.PeerGone, message, executed, origin);
