namespace PeerRpc.Core.Faults;

/// <summary>
/// Thrown by the broker's own controllers: the call counts as refused, with this code, although its method was entered.
/// Thrown by one of their streams it ends the stream with this code.
/// </summary>
internal sealed class RefusalException(PeerErrorCode code, string message)
    : PeerRpcException(code, message, Executed.No, PeerErrorOrigin.Broker);
