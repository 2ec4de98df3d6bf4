using PeerRpc.Core.Groups;
using Xunit;

namespace PeerRpc.Core.Tests.Groups;

public sealed class GroupNameTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("notes/on trees")]
    [InlineData("Größe 🌳")]
    [InlineData("\u00a0")]
    public void IsWellFormed_OfText_IsTrue(string name) => Assert.True(GroupName.IsWellFormed(name));

    [Theory]
    [InlineData("")]
    [InlineData("\0")]
    [InlineData("a\nb")]
    [InlineData("a\u001f")]
    [InlineData("a\u007f")]
    [InlineData("\u0080a")]
    [InlineData("🌳\u009f")]
    public void IsWellFormed_OfControlCharacters_IsFalse(string name) => Assert.False(GroupName.IsWellFormed(name));

    [Fact]
    public void IsWellFormed_OfHalfACharacter_IsFalse()
    {
        Assert.False(GroupName.IsWellFormed("🌳".AsSpan(0, 1)));
        Assert.False(GroupName.IsWellFormed("🌳"[1..] + "a"));
    }

    [Fact]
    public void LengthOf_CountsBytes() => Assert.Equal(5, GroupName.LengthOf("a🌳"));
}
