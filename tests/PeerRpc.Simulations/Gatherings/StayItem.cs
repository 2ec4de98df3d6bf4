namespace PeerRpc.Simulations.Gatherings;

/// <summary>What a member was told.</summary>
/// <param name="At">When.</param>
/// <param name="Sending">A message; null for something that was missed.</param>
/// <param name="Missed">How many messages were missed; null if nobody knows.</param>
internal readonly record struct StayItem(long At, Sending? Sending, long? Missed);
