namespace PeerRpc.Docs.Tests.Repository;

/// <summary>The rows of the tables below one heading of a document.</summary>
internal static class MarkdownTable
{
    /// <summary>Gives the rows, each as its cells without the code marks around them.</summary>
    /// <param name="document">The document within the repository.</param>
    /// <param name="heading">
    /// The heading with its number signs; the rows up to the next one of the same rank or above.
    /// </param>
    public static IReadOnlyList<string[]> Rows(string document, string heading)
    {
        int rank = heading.TakeWhile(letter => letter == '#').Count();
        string[] below = [.. RepositoryRoot.Read(document).Split('\n').SkipWhile(line => line.TrimEnd() != heading)];
        Assert.True(below.Length > 0, $"{document} has no heading '{heading}'.");
        return [.. below
            .Skip(1)
            .TakeWhile(line => !IsHeading(line, rank))
            .Where(line => line.StartsWith('|'))
            .Select(Cells)
            .Where(cells => cells[0].Any(char.IsLetterOrDigit))];
    }

    private static bool IsHeading(string line, int rank)
    {
        int marks = line.TakeWhile(letter => letter == '#').Count();
        return marks > 0 && marks <= rank;
    }

    private static string[] Cells(string line) =>
        [.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim().Trim('`'))];
}
