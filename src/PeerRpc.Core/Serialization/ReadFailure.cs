using System.Text.Json;

namespace PeerRpc.Core.Serialization;

/// <summary>Words the failures of reading, without repeating the payload.</summary>
internal static class ReadFailure
{
    // A path holds dictionary keys, which come from the payload and may be as long as it.
    private const int MaxPathLength = 128;

    // The JSON serializer's own messages quote characters and names from the payload, so neither they nor the
    // exception that carries them are passed on.
    internal static FormatException Of<T>(JsonException failure)
    {
        string reason = failure is SegmentException
            ? failure.Message.TrimEnd('.')
            : "it is no JSON, not of this type, or has members that are missing, null or doubled";
        return new FormatException(
            $"The value is not a {CSharpName.Of(typeof(T))}: {reason}; at {Path(failure)}, "
            + $"byte {failure.BytePositionInLine ?? 0} of line {failure.LineNumber ?? 0}.");
    }

    // What the user's own types throw is the user's business to word; it stays in this process as the inner exception.
    internal static FormatException Of<T>(Exception failure) =>
        new($"The value is not a {CSharpName.Of(typeof(T))}: reading it threw {failure.GetType().Name}.", failure);

    private static string Path(JsonException failure)
    {
        string path = failure.Path ?? "$";
        return path.Length <= MaxPathLength ? path : string.Concat(path.AsSpan(0, MaxPathLength), "...");
    }
}
