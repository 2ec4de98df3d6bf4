using System.Text.Json;

namespace PeerRpc.Benchmarks.Comparison;

/// <summary>A report that <c>--json</c> has written.</summary>
internal static class ReportFile
{
    /// <summary>Reads it.</summary>
    /// <exception cref="FormatException">It is not there, or no JSON.</exception>
    public static async Task<JsonDocument> ReadAsync(string path)
    {
        try
        {
            await using FileStream file = File.OpenRead(path);
            return await JsonDocument.ParseAsync(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new FormatException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>The scenario that wrote it.</summary>
    /// <exception cref="FormatException">It does not say.</exception>
    public static string ScenarioOf(JsonElement report) =>
        report.ValueKind == JsonValueKind.Object
        && report.TryGetProperty("scenario", out JsonElement scenario)
        && scenario.ValueKind == JsonValueKind.String
            ? scenario.GetString() ?? ""
            : throw new FormatException("A report does not say of which scenario it is.");
}
