using PeerRpc.Docs.Tests.Repository;

namespace PeerRpc.Docs.Tests.Facts;

/// <summary>Event ids are unique, and the table of <c>docs/operations.md</c> has each of them.</summary>
public class LogTableTests
{
    [Fact]
    public void EventIds_OfAllSources_AreUnique()
    {
        IEnumerable<string> shared = LogEvent.All
            .GroupBy(message => message.Id)
            .Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(message => message.File))}");

        Findings.AssertNone(shared);
    }

    [Fact]
    public void LogTable_OfOperations_HasEveryEventWithItsLevel()
    {
        IEnumerable<string> expected = LogEvent.All.Select(message => $"{message.Id} {message.Level}");

        IEnumerable<string> documented = MarkdownTable.Rows("docs/operations.md", "## Logs")
            .Where(row => row[0] != "Event")
            .Select(row => $"{row[0]} {row[1]}");

        Findings.AssertSame(expected, documented);
    }
}
