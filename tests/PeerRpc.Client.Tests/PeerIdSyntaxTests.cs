using Xunit;

namespace PeerRpc.Client.Tests;

public sealed class PeerIdSyntaxTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("alice@example.com:phone-2_x.y")]
    [InlineData("0")]
    [InlineData("ABCXYZabcxyz0189_.:@-")]
    public void Check_OfAnId_Passes(string id) => PeerIdSyntax.Check(id);

    [Fact]
    public void Check_OfTheLongestId_Passes() => PeerIdSyntax.Check(new string('x', 128));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a#b")]
    [InlineData("älice")]
    [InlineData("a\0")]
    [InlineData("a\n")]
    public void Check_OfSomethingElse_SaysWhatAnIdLooksLike(string id)
    {
        ArgumentException failure = Assert.Throws<ArgumentException>(() => PeerIdSyntax.Check(id));

        Assert.Contains("A-Z a-z 0-9", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OfATooLongId_Refuses() =>
        Assert.Throws<ArgumentException>(() => PeerIdSyntax.Check(new string('x', 129)));

    [Fact]
    public void Check_OfNull_Refuses() => Assert.Throws<ArgumentNullException>(() => PeerIdSyntax.Check(null!));
}
