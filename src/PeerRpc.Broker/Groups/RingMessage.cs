namespace PeerRpc.Broker.Groups;

/// <summary>A message of a group, as every member gets it.</summary>
/// <param name="Number">Its number in the group.</param>
/// <param name="Sender">Who sent it, and does not get it; empty for nobody that could be a member.</param>
/// <param name="Encoded">The item of the members' streams: a payload with one value.</param>
internal sealed record RingMessage(long Number, string Sender, byte[] Encoded);
