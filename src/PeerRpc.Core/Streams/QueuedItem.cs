namespace PeerRpc.Core.Streams;

/// <summary>An item that waits for its turn.</summary>
/// <param name="Bytes">A rented array with the whole link frame.</param>
/// <param name="Length">Its length.</param>
/// <param name="Attachments">What it carries besides; null for nothing.</param>
internal readonly record struct QueuedItem(byte[] Bytes, int Length, OfferedAttachments? Attachments);
