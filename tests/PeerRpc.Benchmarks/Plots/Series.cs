namespace PeerRpc.Benchmarks.Plots;

/// <summary>One curve.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Colour">Which colour; curves of one system share it.</param>
/// <param name="IsDashed">Whether its line is broken, to tell two curves of one colour apart.</param>
/// <param name="Points">Its points, in their order along the x axis.</param>
internal sealed record Series(string Name, int Colour, bool IsDashed, IReadOnlyList<(double X, double Y)> Points);
