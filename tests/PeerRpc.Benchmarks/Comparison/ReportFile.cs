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
}
