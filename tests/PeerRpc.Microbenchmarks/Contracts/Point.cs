namespace PeerRpc.Microbenchmarks.Contracts;

/// <summary>A type of the user's own.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Down.</param>
/// <param name="Name">What it is called.</param>
public sealed record Point(int X, int Y, string Name);
