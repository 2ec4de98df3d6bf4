namespace PeerRpc.Simulations.Planted;

/// <summary>What became of a planted bug.</summary>
/// <param name="Bug">The bug.</param>
/// <param name="IsFound">Whether a seed has found it.</param>
/// <param name="Text">After how many seeds and by which rules, or what else there is to say.</param>
internal sealed record PlantedResult(PlantedBug Bug, bool IsFound, string Text);
