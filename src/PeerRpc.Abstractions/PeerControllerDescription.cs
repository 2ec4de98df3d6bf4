namespace PeerRpc;

/// <summary>A controller that a peer serves, in its own words.</summary>
/// <param name="Path">Where: what a proxy of it is bound to.</param>
/// <param name="Methods">Its methods.</param>
public sealed record PeerControllerDescription(string Path, IReadOnlyList<PeerMethodDescription> Methods);
