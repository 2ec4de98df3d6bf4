using System.Text.Json;
using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Comparison;

/// <summary>Finds the figures of any report by its shape, so that a new scenario needs no code here.</summary>
/// <remarks>
/// 1. The arrays at the top are tables. <c>runs</c> is one only if there is no other: medians say the same, quieter.
/// 2. In an entry the texts, and the numbers that say how much was asked for, tell what it is about.
/// 3. Every other number is a figure; one within an object has the names of both: <c>cpuMicrosecondsPerCall.broker</c>.
/// 4. Where several entries are about the same, which are runs, the median of theirs is the figure.
/// </remarks>
internal static class FigureReader
{
    private const string Runs = "runs";
    private const string BaselineName = "baseline";

    // Numbers that were asked for, with the words that go with them.
    private static readonly Dictionary<string, string> Asked = new()
    {
        ["inFlight"] = "in flight",
        ["peers"] = "peers",
        ["routes"] = "routes",
        ["cycle"] = "cycle",
        ["share"] = "of the highest rate",
    };

    // Neither: which alternation a run was.
    private static readonly string[] Ignored = ["pair"];

    /// <summary>The figures, in their order in the report.</summary>
    public static IReadOnlyList<KeyValuePair<Figure, double>> Read(JsonElement report)
    {
        JsonProperty[] tables = [.. report.EnumerateObject().Where(IsTable)];
        IEnumerable<JsonProperty> read = tables.Length > 1 ? tables.Where(table => table.Name != Runs) : tables;
        return
        [
            .. read
                .SelectMany(table => table.Value.EnumerateArray().SelectMany(entry => ReadEntry(table.Name, entry)))
                .GroupBy(figure => figure.Key, figure => figure.Value)
                .Select(group => KeyValuePair.Create(group.Key, Median.Of(group))),
        ];
    }

    private static bool IsTable(JsonProperty property) =>
        property.Value.ValueKind == JsonValueKind.Array
        && property.Value.EnumerateArray().All(entry => entry.ValueKind == JsonValueKind.Object);

    private static IEnumerable<KeyValuePair<Figure, double>> ReadEntry(string table, JsonElement entry)
    {
        var numbers = Flatten(entry, prefix: "").ToArray();
        string[] asked = [.. numbers.Select(number => AskedText(number.Key, number.Value)).OfType<string>()];
        string subject = string.Join(", ", TextsOf(entry).Concat(asked));
        string? baseline = entry.TryGetProperty(BaselineName, out JsonElement text) ? text.GetString() : null;
        return numbers
            .Where(number => AskedText(number.Key, number.Value) is null && !Ignored.Contains(number.Key))
            .Select(number => KeyValuePair.Create(new Figure(table, subject, baseline, number.Key), number.Value));
    }

    private static IEnumerable<string> TextsOf(JsonElement entry) => entry.EnumerateObject()
        .Where(property => property.Value.ValueKind == JsonValueKind.String && property.Name != BaselineName)
        .Select(property => property.Value.GetString() ?? "");

    private static string? AskedText(string name, double value) =>
        Asked.TryGetValue(name.Split('.')[^1], out string? words)
            ? FormattableString.Invariant($"{value} {words}")
            : null;

    private static IEnumerable<KeyValuePair<string, double>> Flatten(JsonElement entry, string prefix) =>
        entry.EnumerateObject().SelectMany(property => property.Value.ValueKind switch
        {
            JsonValueKind.Number => [KeyValuePair.Create(prefix + property.Name, property.Value.GetDouble())],
            JsonValueKind.Object => Flatten(property.Value, $"{prefix}{property.Name}."),
            _ => Enumerable.Empty<KeyValuePair<string, double>>(),
        });
}
