using System.Text.Json.Serialization;

namespace FileShare.Parts;

/// <summary>Some bytes of a file.</summary>
/// <param name="From">The first one.</param>
/// <param name="To">The one behind the last one.</param>
internal readonly record struct ByteRange(long From, long To)
{
    [JsonIgnore]
    public long Length => To - From;

    [JsonIgnore]
    public bool IsEmpty => To <= From;
}
