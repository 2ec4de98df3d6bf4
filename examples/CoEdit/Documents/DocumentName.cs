using System.Text;

namespace CoEdit.Documents;

/// <summary>The name of a document; two documents with the same name are the same document.</summary>
internal sealed record DocumentName
{
    // Twice as many digits, and "coedit:" before them, are the longest name that a group can have.
    private const int MostBytes = 60;

    private DocumentName(string text) => Text = text;

    /// <summary>As people write it.</summary>
    public string Text { get; }

    /// <summary>As groups and files are called, which cannot have all that people write.</summary>
    public string Key => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Text));

    /// <summary>Reads what somebody has written, or another peer says.</summary>
    /// <returns>Null if it is empty, too long, or not to be shown.</returns>
    public static DocumentName? TryParse(string? text) =>
        text?.Trim().Normalize() is { Length: > 0 } name && !name.Any(char.IsControl)
        && Encoding.UTF8.GetByteCount(name) <= MostBytes ? new DocumentName(name) : null;

    /// <summary>Reads the name of a file.</summary>
    public static DocumentName? FromKey(string key) =>
        key.Length % 2 == 0 && key.All(char.IsAsciiHexDigitLower)
            ? TryParse(Encoding.UTF8.GetString(Convert.FromHexString(key)))
            : null;
}
