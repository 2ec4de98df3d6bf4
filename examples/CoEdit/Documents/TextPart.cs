using System.Text.Json.Serialization;

namespace CoEdit.Documents;

/// <summary>A part of a change: one of the three at most.</summary>
internal sealed record TextPart(int Keep = 0, int Remove = 0, string? Insert = null)
{
    /// <summary>How much of the old text it is about.</summary>
    [JsonIgnore]
    public int Length => Keep + Remove;

    /// <summary>Whether it does not matter.</summary>
    [JsonIgnore]
    public bool IsNothing => Length == 0 && string.IsNullOrEmpty(Insert);
}
