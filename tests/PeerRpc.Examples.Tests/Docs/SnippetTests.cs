namespace PeerRpc.Examples.Tests.Docs;

public class SnippetTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/getting-started.md")]
    [InlineData("docs/streams.md")]
    [InlineData("docs/testing.md")]
    public void Document_EverySnippet_Compiles(string document)
    {
        IReadOnlyList<Snippet> snippets = MarkdownSnippets.In(document);

        IReadOnlyList<string> problems = new SnippetCompilation(snippets).Problems();

        Assert.NotEmpty(snippets);
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Fact]
    public void Problems_SnippetIsWrong_AreFoundWithTheLine()
    {
        var snippet = new Snippet("doc.md", 7, "await client.NoSuchMethod();");

        IReadOnlyList<string> problems = new SnippetCompilation([snippet]).Problems();

        Assert.Contains("doc.md(7,14)", Assert.Single(problems), StringComparison.Ordinal);
    }
}
