namespace PeerRpc.Examples.Tests.Docs;

/// <summary>The C# blocks of a Markdown document.</summary>
internal static class MarkdownSnippets
{
    private const string Fence = "```";

    public static IReadOnlyList<Snippet> In(string document)
    {
        var snippets = new List<Snippet>();
        List<string>? block = null;
        int start = 0;
        int number = 0;
        foreach (string line in File.ReadLines(RepositoryFiles.PathOf(document)))
        {
            number++;
            if (block is null && line.TrimEnd() == Fence + "csharp")
            {
                block = [];
                start = number + 1;
            }
            else if (block is not null && line.TrimEnd() == Fence)
            {
                snippets.Add(new Snippet(document, start, string.Join('\n', block)));
                block = null;
            }
            else
            {
                block?.Add(line);
            }
        }
        return snippets;
    }
}
