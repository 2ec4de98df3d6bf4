using System.Security.Claims;
using Xunit;

namespace PeerRpc.Testing.Tests;

public sealed class TestPeerCallTests
{
    [Fact]
    public void New_WithoutArguments_IsAnAnonymousCallWithoutADeadline()
    {
        var call = new TestPeerCall();

        Assert.Equal("caller", call.CallerId);
        Assert.Equal("callee", call.TargetId);
        Assert.False(call.Caller.Identity!.IsAuthenticated);
        Assert.Null(call.Deadline);
        Assert.False(call.CancellationToken.CanBeCanceled);
        Assert.NotEmpty(call.CorrelationId);
    }

    [Fact]
    public void With_EverythingSet_GivesItBack()
    {
        using var source = new CancellationTokenSource();

        TestPeerCall call = new TestPeerCall(null, "bob", "/chat", "Send")
            .WithClaims(new Claim("role", "moderator"))
            .WithDeadline(DateTimeOffset.UnixEpoch)
            .WithCancellation(source.Token)
            .WithGroup("room")
            .WithCorrelationId("c-1");

        Assert.Equal((null, "bob", "/chat", "Send"), (call.CallerId, call.TargetId, call.Controller, call.Method));
        Assert.True(call.Caller.Identity!.IsAuthenticated);
        Assert.True(call.Caller.HasClaim("role", "moderator"));
        Assert.Equal(DateTimeOffset.UnixEpoch, call.Deadline);
        Assert.Equal(source.Token, call.CancellationToken);
        Assert.Equal(("c-1", "room"), (call.CorrelationId, call.Group));
    }

    [Fact]
    public async Task Enter_UntilDisposed_IsTheCurrentCall()
    {
        var outer = new TestPeerCall("outer");
        var inner = new TestPeerCall("inner");

        using (outer.Enter())
        {
            using (inner.Enter())
                Assert.Equal("hello you, says inner", await new Greeting().Greet("you", null));
            Assert.Same(outer, PeerCall.Current);
        }

        Assert.Null(PeerCall.Current);
    }
}
