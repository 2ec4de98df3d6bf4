namespace PeerRpc.Core.Links;

/// <summary>A whole link frame that waits to be written.</summary>
/// <param name="Bytes">A rented array that holds it; given back once it has been written or dropped.</param>
/// <param name="Length">Its length.</param>
/// <param name="Owner">Told when it is written; null if nobody needs to know.</param>
internal readonly record struct QueuedFrame(byte[] Bytes, int Length, IFrameOwner? Owner);
