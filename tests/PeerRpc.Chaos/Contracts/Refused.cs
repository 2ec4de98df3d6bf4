namespace PeerRpc.Chaos.Contracts;

/// <summary>The data of a declared error.</summary>
/// <param name="Value">The number of the ticket.</param>
public sealed record Refused(long Value);
