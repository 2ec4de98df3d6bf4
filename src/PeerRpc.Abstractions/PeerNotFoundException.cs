namespace PeerRpc;

/// <summary>No such peer, or none that the caller may see: <see cref="PeerErrorCode.PeerNotFound"/>.</summary>
/// <param name="message">What happened.</param>
/// <param name="origin">Where the error arose.</param>
public sealed class PeerNotFoundException(string message, PeerErrorOrigin origin = PeerErrorOrigin.Broker)
    : PeerRpcException(PeerErrorCode.PeerNotFound, message, Executed.No, origin);
