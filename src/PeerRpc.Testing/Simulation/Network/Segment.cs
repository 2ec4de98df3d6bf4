namespace PeerRpc.Testing.Simulation.Network;

/// <summary>Some bytes under way, or what comes behind the last one.</summary>
/// <param name="Arrival">When it is there, in ticks.</param>
/// <param name="Length">How many bytes.</param>
/// <param name="End">What it says of the pipe.</param>
internal readonly record struct Segment(long Arrival, int Length, PipeEnd End);
