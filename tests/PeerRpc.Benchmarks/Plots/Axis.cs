using System.Globalization;

namespace PeerRpc.Benchmarks.Plots;

/// <summary>One axis of a plot: from where to where, in which steps, and what it shows.</summary>
/// <param name="Label">What it shows, with the unit.</param>
/// <param name="IsLogarithmic">Whether equal distances are equal ratios.</param>
/// <param name="Ticks">Where lines and numbers stand, ascending; the first and the last are its ends.</param>
internal sealed record Axis(string Label, bool IsLogarithmic, IReadOnlyList<double> Ticks)
{
    // Fewer lines leave the reader to guess, more hide the curves.
    private const int MostSteps = 6;
    private static readonly double[] NiceSteps = [1, 2, 5, 10];
    private static readonly double[] NiceTicks =
        [.. Enumerable.Range(-3, 16).SelectMany(power => NiceSteps[..3], (power, nice) => nice * Math.Pow(10, power))];

    /// <summary>An axis from zero to above the highest value, in steps of 1, 2 or 5.</summary>
    public static Axis Linear(string label, IEnumerable<double> values)
    {
        double highest = Math.Max(values.Max(), double.Epsilon);
        double magnitude = Math.Pow(10, Math.Floor(Math.Log10(highest / MostSteps)));
        double step = NiceSteps.Select(nice => nice * magnitude).First(each => highest / each <= MostSteps);
        int steps = (int)Math.Ceiling(highest / step);
        return new Axis(label, IsLogarithmic: false, [.. Enumerable.Range(0, steps + 1).Select(i => i * step)]);
    }

    /// <summary>An axis around the values, with lines at 1, 2 and 5 times each power of ten.</summary>
    public static Axis Logarithmic(string label, IReadOnlyCollection<double> values)
    {
        double lowest = NiceTicks.Last(tick => tick <= values.Min() || tick == NiceTicks[0]);
        double highest = NiceTicks.First(tick => tick >= values.Max() && tick > lowest);
        return new Axis(label, IsLogarithmic: true, [.. NiceTicks.Where(tick => tick >= lowest && tick <= highest)]);
    }

    /// <summary>An axis with equal distances between the values themselves, each twice the one before.</summary>
    public static Axis Doubling(string label, IEnumerable<double> values) =>
        new(label, IsLogarithmic: true, [.. values.Distinct().Order()]);

    /// <summary>Where a value stands between the ends: 0 at the first tick, 1 at the last.</summary>
    public double Place(double value)
    {
        double from = Scaled(Ticks[0]);
        double to = Scaled(Ticks[^1]);
        return to > from ? (Scaled(value) - from) / (to - from) : 0;
    }

    /// <summary>A number as it stands at a tick.</summary>
    public static string TextOf(double tick) => tick.ToString("#,0.###", CultureInfo.InvariantCulture);

    private double Scaled(double value) => IsLogarithmic ? Math.Log(value) : value;
}
