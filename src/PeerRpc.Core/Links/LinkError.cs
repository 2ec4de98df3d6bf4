namespace PeerRpc.Core.Links;

/// <summary>Makes the error with which something ends that a link carried, because the link has ended.</summary>
/// <param name="executed">Whether its call ran, as far as is known.</param>
/// <param name="correlationId">Names the call in the logs of both sides.</param>
internal delegate PeerRpcException LinkError(Executed executed, string correlationId);
