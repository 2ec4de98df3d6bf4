using System.Text.Json;

namespace PeerRpc.Benchmarks.Comparison;

/// <summary>Two reports of one scenario, figure by figure.</summary>
/// <param name="Scenario">Which scenario.</param>
/// <param name="Differences">How machines and options differed; with any, figures are hardly comparable.</param>
/// <param name="Figures">Those that both have: ratios to the relay, other ratios, the rest.</param>
internal sealed record ReportComparison(
    string Scenario, IReadOnlyList<string> Differences, IReadOnlyList<ComparedFigure> Figures)
{
    private const string Relay = "relay";

    // What was asked for, and does not change what a figure means: where the report went, and when.
    private static readonly string[] Unimportant = ["jsonFile", "systems", "systemsAreChosen"];

    /// <summary>Compares.</summary>
    /// <exception cref="FormatException">They are no reports, or of different scenarios.</exception>
    public static ReportComparison Of(JsonElement older, JsonElement newer)
    {
        string scenario = ReportFile.ScenarioOf(older);
        string other = ReportFile.ScenarioOf(newer);
        if (other != scenario)
            throw new FormatException($"The reports are of different scenarios: {scenario}, {other}.");
        var news = FigureReader.Read(newer).ToDictionary(figure => figure.Key, figure => figure.Value);
        IEnumerable<ComparedFigure> figures = FigureReader.Read(older)
            .Where(figure => news.ContainsKey(figure.Key))
            .Select(figure => new ComparedFigure(figure.Key, figure.Value, news[figure.Key]));
        string[] differences = [.. Differ(older, newer, "machine"), .. Differ(older, newer, "options")];
        return new ReportComparison(scenario, differences, [.. figures.OrderBy(figure => RankOf(figure.Figure))]);
    }

    private static int RankOf(Figure figure) => figure.Baseline switch
    {
        Relay => 0,
        not null => 1,
        null => 2,
    };

    private static IEnumerable<string> Differ(JsonElement older, JsonElement newer, string part)
    {
        if (!older.TryGetProperty(part, out JsonElement old) || !newer.TryGetProperty(part, out JsonElement now))
            yield break;
        foreach (JsonProperty property in old.EnumerateObject().Where(each => !Unimportant.Contains(each.Name)))
        {
            bool isInBoth = now.TryGetProperty(property.Name, out JsonElement value);
            if (isInBoth && !JsonElement.DeepEquals(property.Value, value))
                yield return $"{part}.{property.Name}: {property.Value.GetRawText()} -> {value.GetRawText()}";
        }
    }
}
