namespace PeerRpc.Core.Calls;

/// <summary>
/// Thrown by the broker's own controllers: the call counts as refused, with this code, although its method was entered.
/// </summary>
internal sealed class RefusalException(PeerErrorCode code, string message)
    : PeerRpcException(code, message, Executed.No, PeerErrorOrigin.Broker);
