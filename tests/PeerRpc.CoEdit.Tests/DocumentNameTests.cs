using System.Text;
using CoEdit.Documents;

namespace PeerRpc.CoEdit.Tests;

public class DocumentNameTests
{
    [Theory]
    [InlineData("Notes", "Notes")]
    [InlineData("  Notes \n", "Notes")]
    [InlineData("Cafe\u0301", "Cafe\u0301")]
    [InlineData("\U0001F600", "\U0001F600")]
    public void TryParse_OfAName_GivesItInOneForm(string text, string expected)
    {
        DocumentName name = DocumentName.TryParse(text)!;

        Assert.Equal(expected.Normalize(), name.Text); // where the system can
        Assert.Equal(name, DocumentName.FromKey(name.Key));
    }

    // With what stands before it and behind it, it is the longest that a group, a path and a file can be called.
    [Fact]
    public void TryParse_OfTheLongest_GivesAName() =>
        Assert.Equal(new string('\u20ac', 40), DocumentName.TryParse(new string('\u20ac', 40))!.Text);

    public static TheoryData<string?> NoNames =>
    [
        null, "", "  ", "a\nb", new string('x', 121), new string('\u20ac', 41),
        "\ud83d", "a\ude00", "\ude00\ud83d", "\ufffe", "a\ufffdb",
    ];

    [Theory]
    [MemberData(nameof(NoNames))]
    public void TryParse_OfWhatIsNone_GivesNull(string? text) => Assert.Null(DocumentName.TryParse(text));

    // No digits, half of a pair, bytes that are no UTF-8, and a name that has its file elsewhere.
    [Theory]
    [InlineData("4")]
    [InlineData("zz")]
    [InlineData("4E")]
    [InlineData("eda080")]
    [InlineData("ff")]
    [InlineData("204e6f746573")]
    [InlineData("")]
    public void FromKey_OfWhatIsNone_GivesNull(string key) => Assert.Null(DocumentName.FromKey(key));

    [Fact]
    public void FromKey_OfAKey_GivesTheName() =>
        Assert.Equal("Notes", DocumentName.FromKey(Convert.ToHexStringLower(Encoding.UTF8.GetBytes("Notes")))!.Text);
}
