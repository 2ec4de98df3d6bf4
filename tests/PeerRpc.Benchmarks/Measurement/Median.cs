namespace PeerRpc.Benchmarks.Measurement;

/// <summary>The median, because one disturbed run must not move a figure.</summary>
internal static class Median
{
    /// <summary>The middle value, or the mean of the two in the middle; not a number without values.</summary>
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0) return double.NaN;
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The median of those that are known; null if none is.</summary>
    public static double? OfKnown(IEnumerable<double?> values)
    {
        double[] known = [.. values.OfType<double>()];
        return known.Length > 0 ? Of(known) : null;
    }
}
