namespace PeerRpc.Chaos.Load;

/// <summary>How much a caller calls.</summary>
/// <param name="Seed">What its random numbers follow from.</param>
/// <param name="CallsPerSecond">How many calls it begins in a second.</param>
/// <param name="MostCalls">How many it makes in all.</param>
internal sealed record LoadSettings(int Seed, double CallsPerSecond, long MostCalls);
