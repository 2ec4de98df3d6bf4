namespace PeerRpc.Core.Calls;

/// <summary>Finds the link for a call; opens it on first use.</summary>
internal interface IOutgoingCallSource
{
    /// <summary>The peer that is called; empty for the broker.</summary>
    string TargetId { get; }

    /// <summary>Gets the calls of a link that has not ended, as far as is known.</summary>
    /// <exception cref="PeerRpcException">There is no connection, and none to wait for.</exception>
    OutgoingCalls GetCalls();
}
