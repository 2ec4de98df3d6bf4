namespace PeerRpc.Core.Groups;

/// <summary>What a client tells all members of a group but itself: a one-way call, or a message of a topic.</summary>
/// <param name="Group">The group.</param>
/// <param name="PeerId">As which of its ids; empty for none.</param>
/// <param name="Path">The controller; empty for a topic.</param>
/// <param name="Method">The method as it is called on the wire, or the topic.</param>
/// <param name="Signature">The hash of the method's signature; 0 for a topic.</param>
/// <param name="Payload">The arguments as they stand in a request, or the message as the only value.</param>
internal sealed record GroupMessage(
    string Group, string PeerId, string Path, string Method, uint Signature, byte[] Payload);
