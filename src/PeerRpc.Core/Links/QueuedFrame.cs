namespace PeerRpc.Core.Links;

/// <summary>A whole link frame that waits to be written.</summary>
/// <param name="Frame">The frame; given back once it has been written or dropped.</param>
/// <param name="Owner">Told when it is written; null if nobody needs to know.</param>
internal readonly record struct QueuedFrame(RentedFrame Frame, IFrameOwner? Owner);
