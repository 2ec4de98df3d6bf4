namespace PeerRpc.Benchmarks.Plots;

/// <summary>Curves over two axes.</summary>
/// <param name="Title">What is shown, and where it was measured.</param>
/// <param name="X">The axis from left to right.</param>
/// <param name="Y">The axis from bottom to top.</param>
/// <param name="Series">The curves, in the order of the legend.</param>
internal sealed record LinePlot(string Title, Axis X, Axis Y, IReadOnlyList<Series> Series);
