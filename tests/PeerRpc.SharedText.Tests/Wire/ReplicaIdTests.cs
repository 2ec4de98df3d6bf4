using SharedText;

namespace PeerRpc.SharedText.Tests.Wire;

public class ReplicaIdTests
{
    [Fact]
    public void Parse_WhatWasFormatted_IsTheSame()
    {
        var replica = ReplicaId.Create();

        Assert.Equal(replica, ReplicaId.Parse(replica.ToString()));
        Assert.Equal("00000000000000ff", new ReplicaId(255).ToString());
        Assert.NotEqual(replica, ReplicaId.Create());
    }

    [Theory]
    [InlineData("")]
    [InlineData("ff")]
    [InlineData("00000000000000fg")]
    [InlineData("000000000000000ff")]
    public void Parse_WhatIsNone_IsRefused(string text) => Assert.Throws<FormatException>(() => ReplicaId.Parse(text));
}
