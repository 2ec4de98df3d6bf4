using PeerRpc.Core.Links;

namespace PeerRpc.Core.Streams;

/// <summary>An item that waits for its turn.</summary>
/// <param name="Frame">The whole link frame.</param>
/// <param name="Attachments">What it carries besides; null for nothing.</param>
internal readonly record struct QueuedItem(RentedFrame Frame, OfferedAttachments? Attachments);
