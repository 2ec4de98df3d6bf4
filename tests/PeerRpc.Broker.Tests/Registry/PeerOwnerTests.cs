using PeerRpc.Broker.Registry;
using Xunit;

namespace PeerRpc.Broker.Tests.Registry;

public class PeerOwnerTests
{
    [Theory]
    [InlineData("", "", true, 4, nameof(Standing.Successor))]
    [InlineData("", "", true, 3, nameof(Standing.Stale))]
    [InlineData("", "", true, 2, nameof(Standing.Stale))]
    [InlineData("", "", false, 4, nameof(Standing.Stranger))]
    [InlineData("", "alice", true, 4, nameof(Standing.Successor))]
    [InlineData("", "alice", false, 4, nameof(Standing.Stranger))]
    [InlineData("alice", "alice", true, 4, nameof(Standing.Successor))]
    [InlineData("alice", "alice", true, 3, nameof(Standing.Stale))]
    [InlineData("alice", "alice", false, 1, nameof(Standing.Sibling))]
    [InlineData("alice", "bob", true, 4, nameof(Standing.Stranger))]
    [InlineData("alice", "", true, 4, nameof(Standing.Stranger))]
    public void StandingOf_Challenger_IsAsTheRulesSay(
        string principal, string challenger, bool sameKey, long generation, string expected)
    {
        var key = new byte[32];
        byte[] other = [.. key[..31], 1];

        Standing standing = new PeerOwner(principal, key, 3)
            .StandingOf(new PeerOwner(challenger, sameKey ? [.. key] : other, generation));

        Assert.Equal(expected, standing.ToString());
    }
}
