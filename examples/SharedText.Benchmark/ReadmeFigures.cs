namespace SharedText.Benchmark;

/// <summary>Puts figures into a document, between two marks.</summary>
internal static class ReadmeFigures
{
    private const string Start = "<!-- figures -->\n";
    private const string End = "<!-- end of figures -->";

    public static void Write(string path, string table)
    {
        string text = File.ReadAllText(path);
        int start = text.IndexOf(Start, StringComparison.Ordinal);
        int end = text.IndexOf(End, StringComparison.Ordinal);
        if (start < 0 || end < start)
            throw new InvalidOperationException($"'{path}' has no place for figures.");
        File.WriteAllText(path, $"{text[..(start + Start.Length)]}\n{table}\n\n{text[end..]}");
    }
}
