using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Connections;

/// <summary>How the reading of a connection ended.</summary>
/// <param name="Fault">Why this side refuses to read on; null if it does not.</param>
/// <param name="Error">What the transport threw; null if the other side closed its direction.</param>
internal readonly record struct ReadEnd(GoodbyeFrame? Fault, Exception? Error);
