namespace PeerRpc.Client.Groups;

/// <summary>How far a membership has got.</summary>
/// <param name="Epoch">What the broker has named it; all zeros before it has begun.</param>
/// <param name="Number">The last message that has come, or was told as missed.</param>
/// <param name="Seen">How many those were.</param>
internal readonly record struct GroupPosition(Guid Epoch, long Number, long Seen);
