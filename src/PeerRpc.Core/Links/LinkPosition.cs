namespace PeerRpc.Core.Links;

/// <summary>What a hello speaks of.</summary>
/// <param name="Instance">The process instance that says it.</param>
/// <param name="Number">The link.</param>
/// <param name="Epoch">The path of the link; 0 for the first.</param>
internal readonly record struct LinkPosition(Guid Instance, ulong Number, uint Epoch);
