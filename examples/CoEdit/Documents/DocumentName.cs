using System.Text;

namespace CoEdit.Documents;

/// <summary>The name of a document; two documents with the same name are the same document.</summary>
internal sealed record DocumentName
{
    // With "/coedit/" before it, it is the path of a controller; in hexadecimal digits, the name of a file.
    private const int MostBytes = 120;

    private DocumentName(string text) => Text = text;

    /// <summary>As people write it.</summary>
    public string Text { get; }

    /// <summary>As files are called, which cannot have all that people write.</summary>
    public string Key => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Text));

    /// <summary>Reads what somebody has written, or another peer says.</summary>
    /// <returns>Null if it is empty, too long, or not to be shown.</returns>
    public static DocumentName? TryParse(string? text) =>
        text?.Trim() is { Length: > 0 } trimmed && !trimmed.EnumerateRunes().Any(IsStrange)
        && trimmed.Normalize() is { } name && Encoding.UTF8.GetByteCount(name) <= MostBytes
            ? new DocumentName(name)
            : null;

    /// <summary>Reads the name of a file.</summary>
    /// <returns>Null if no document has its file there.</returns>
    public static DocumentName? FromKey(string key) =>
        key.Length % 2 == 0 && key.All(char.IsAsciiHexDigitLower)
        && TryParse(Encoding.UTF8.GetString(Convert.FromHexString(key))) is { } name && name.Key == key ? name : null;

    // Half of a surrogate pair, which is read as U+FFFD, and U+FFFE cannot be normalized.
    private static bool IsStrange(Rune rune) => Rune.IsControl(rune) || rune.Value is 0xFFFD or 0xFFFE;
}
