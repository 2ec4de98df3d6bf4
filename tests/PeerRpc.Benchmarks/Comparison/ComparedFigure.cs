namespace PeerRpc.Benchmarks.Comparison;

/// <summary>A figure of two reports.</summary>
/// <param name="Figure">Which.</param>
/// <param name="Old">In the older report.</param>
/// <param name="New">In the newer one.</param>
internal sealed record ComparedFigure(Figure Figure, double Old, double New)
{
    /// <summary>New by old; not a number for two zeros.</summary>
    public double Ratio => New / Old;
}
