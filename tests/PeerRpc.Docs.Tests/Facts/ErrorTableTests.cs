using PeerRpc.Docs.Tests.Repository;

namespace PeerRpc.Docs.Tests.Facts;

/// <summary>The error table of <c>docs/guarantees.md</c> has every code, with its number.</summary>
public class ErrorTableTests
{
    [Fact]
    public void ErrorTable_OfGuarantees_HasEveryCodeWithItsNumber()
    {
        IEnumerable<string> expected = Enum.GetValues<PeerErrorCode>()
            .Where(code => code != PeerErrorCode.None)
            .Select(code => $"{code} {(int)code}");

        IEnumerable<string> documented = MarkdownTable.Rows("docs/guarantees.md", "## Errors")
            .Where(row => row[0] != "Code")
            .Select(row => $"{row[0]} {row[1]}");

        Findings.AssertSame(expected, documented);
    }
}
