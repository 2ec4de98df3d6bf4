using System.Globalization;

namespace PeerRpc.Benchmarks.Comparison;

/// <summary>A comparison as text.</summary>
internal static class ComparisonTable
{
    /// <summary>One line per figure, in groups.</summary>
    public static void Write(ReportComparison comparison, TextWriter output)
    {
        foreach (string difference in comparison.Differences) output.WriteLine($"differs: {difference}");
        foreach (IGrouping<string, ComparedFigure> group in comparison.Figures.GroupBy(TitleOf))
        {
            output.WriteLine();
            output.WriteLine($"{group.Key,-70}{"old",14}{"new",14}{"new : old",12}");
            foreach (ComparedFigure figure in group) output.WriteLine(LineOf(figure));
        }

        if (comparison.Figures.Count == 0) output.WriteLine("The reports have no figure in common.");
    }

    private static string TitleOf(ComparedFigure compared) => compared.Figure.Baseline is { } baseline
        ? $"{compared.Figure.Table} to {baseline}"
        : compared.Figure.Table;

    private static string LineOf(ComparedFigure compared)
    {
        string label = $"  {compared.Figure.Subject}  {compared.Figure.Name}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{label,-70}{Round(compared.Old),14}{Round(compared.New),14}{compared.Ratio,12:F3}");
    }

    // Calls per second have no use for decimals, ratios need three.
    private static string Round(double value) =>
        value.ToString(Math.Abs(value) >= 1000 ? "N0" : "F3", CultureInfo.InvariantCulture);
}
