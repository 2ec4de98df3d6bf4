using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Groups;

/// <summary>What somebody has told all members, as they get it.</summary>
/// <param name="Sender">The sender's id, as the broker knows it; empty if it has none.</param>
/// <param name="Path">The controller; empty for a topic.</param>
/// <param name="Method">The method as it is called on the wire, or the topic.</param>
/// <param name="Payload">The arguments as they stand in a request, or the message as the only value.</param>
/// <param name="Signature">The hash of the method's signature; 0 for a topic.</param>
/// <param name="AuthenticationType">How the sender was authenticated; empty for an anonymous one.</param>
/// <param name="Claims">What the broker passes on about the sender; null for nothing.</param>
internal sealed record GroupDelivery(
    string Sender,
    string Path,
    string Method,
    byte[] Payload,
    uint Signature = 0,
    string? AuthenticationType = null,
    StampedClaim[]? Claims = null);
