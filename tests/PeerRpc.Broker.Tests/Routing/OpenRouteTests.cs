using System.Security.Claims;
using PeerRpc.Broker.Policies;
using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Broker.Tests.Routing;

public class OpenRouteTests
{
    [Fact]
    [Trait("Must", "R-5")]
    public async Task Offer_CarriesTheOpenersStampAndHello()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(
            "alice", TestBroker.User("u1", new Claim(ClaimTypes.Role, "boss"), new Claim("secret", "x")));
        RawClient bob = await broker.ConnectAsync("bob");

        await alice.OpenAsync(1, "bob", "alice", 1, 2, 3);

        ReceivedFrame offer = await bob.ExpectAsync(FrameKind.OpenRoute);
        Assert.True(IncomingRouteFrame.TryRead(offer.Body, out IncomingRouteFrame incoming));
        Assert.Equal("bob", incoming.TargetId);
        Assert.Equal("alice", incoming.OpenerId);
        Assert.Equal([1, 2, 3], incoming.Hello.ToArray());
        Assert.Equal("test", incoming.Opener.AuthenticationType);
        Assert.NotEmpty(incoming.Opener.Key);
        Assert.Equal(
            [new StampedClaim(ClaimTypes.NameIdentifier, "u1"), new StampedClaim(ClaimTypes.Role, "boss")],
            incoming.Opener.Claims);
    }

    [Fact]
    [Trait("Must", "R-4")]
    public async Task OpenRoute_UnderAnothersId_IsRefused()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync("alice"), bob = await broker.ConnectAsync("bob");

        await alice.OpenAsync(1, "bob", "bob");

        Assert.Equal(PeerErrorCode.PermissionDenied, (await alice.ExpectRefusedAsync(1)).Code);
        await bob.SyncAsync();
    }

    [Fact]
    [Trait("Must", "R-5")]
    public async Task RouteOpened_WithAForgedKey_ArrivesWithTheBrokersStamp()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync();
        RawClient bob = await broker.ConnectAsync("bob", TestBroker.User("u2"));
        await alice.OpenAsync(1, "bob");
        uint label = (await bob.ExpectAsync(FrameKind.OpenRoute)).Label;

        await bob.SendAsync(label, new RouteOpenedFrame("forged", new byte[] { 5 }));

        ReceivedFrame opened = await alice.ExpectAsync(FrameKind.RouteOpened, 1);
        Assert.True(RouteOpenedFrame.TryRead(opened.Body, out RouteOpenedFrame frame));
        Assert.Equal(bob.Session.Stamp.Key, frame.AcceptorKey);
        Assert.Equal([5], frame.Hello.ToArray());
    }

    [Fact]
    public async Task OpenRoute_InTheFormOfAnOffer_IsAProtocolError()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        var forged = new PrincipalStamp("root", "root", [new StampedClaim("role", "admin")]);

        await alice.SendAsync(1, new IncomingRouteFrame("bob", "", forged, new byte[] { 1 }));

        Assert.Equal(PeerErrorCode.ProtocolError, (await alice.ExpectGoodbyeAsync()).Code);
        await bob.SyncAsync();
    }

    [Fact]
    [Trait("Must", "R-8")]
    public async Task RouteRefused_WithoutACode_IsAProtocolError()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        await alice.OpenAsync(1, "bob");
        uint label = (await bob.ExpectAsync(FrameKind.OpenRoute)).Label;

        await bob.SendAsync(label, new RouteRefusedFrame(PeerErrorCode.None, default, default, ""));

        Assert.Equal(PeerErrorCode.ProtocolError, (await bob.ExpectGoodbyeAsync()).Code);
        await alice.ExpectRefusedAsync(1);
    }

    [Fact]
    [Trait("Must", "R-8")]
    public async Task RouteRefused_ByTheAcceptor_NeverSpeaksForTheBroker()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        await alice.OpenAsync(1, "bob");
        uint label = (await bob.ExpectAsync(FrameKind.OpenRoute)).Label;

        await bob.SendAsync(label, new RouteRefusedFrame(
            PeerErrorCode.ResourceExhausted, PeerErrorOrigin.Broker, TimeSpan.FromSeconds(3), "busy"));

        RouteRefusedFrame refused = await alice.ExpectRefusedAsync(1);
        Assert.Equal(PeerErrorCode.ResourceExhausted, refused.Code);
        Assert.Equal(PeerErrorOrigin.CalleeRuntime, refused.Origin);
        Assert.Equal(TimeSpan.FromSeconds(3), refused.RetryAfter);
        Assert.Equal("busy", refused.Message);
    }

    [Theory]
    [InlineData(19)]
    [InlineData(255)]
    public async Task RouteRefused_WithACodeThatIsNotListed_IsPassedOnAsInternal(byte code)
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        await alice.OpenAsync(1, "bob");
        uint label = (await bob.ExpectAsync(FrameKind.OpenRoute)).Label;

        await bob.SendAsync(label, new RouteRefusedFrame((PeerErrorCode)code, (PeerErrorOrigin)77, default, "why"));

        ReceivedFrame refused = await alice.ExpectAsync(FrameKind.RouteRefused, 1);
        byte[] expected = RawClient.Encode(
            1, new RouteRefusedFrame(PeerErrorCode.Internal, PeerErrorOrigin.CalleeRuntime, default, "why"));
        Assert.Equal(expected[FrameHeader.Size..], refused.Body);
    }

    [Fact]
    [Trait("Must", "R-6")]
    public async Task OpenRoute_ToAForbiddenPeer_CannotBeToldFromOneToAnUnknownPeer()
    {
        var rules = new PolicyRules { Send = id => id != "vault" && id != "void" };
        await using var broker = PolicyBroker.Create(rules);
        RawClient alice = await broker.ConnectAsync();
        await broker.ConnectAsync("vault");

        await alice.OpenAsync(1, "vault");
        RouteRefusedFrame forbidden = await alice.ExpectRefusedAsync(1);
        await alice.OpenAsync(1, "void");
        RouteRefusedFrame forbiddenAndUnknown = await alice.ExpectRefusedAsync(1);
        await alice.OpenAsync(1, "vaulx");
        RouteRefusedFrame unknown = await alice.ExpectRefusedAsync(1);

        Assert.Equal(PeerErrorCode.PeerNotFound, forbidden.Code);
        Assert.Equal("Peer not found: 'vault'.", forbidden.Message);
        Assert.Equal(forbidden with { Message = "Peer not found: 'vaulx'." }, unknown);
        Assert.Equal(forbidden with { Message = "Peer not found: 'void'." }, forbiddenAndUnknown);
        Assert.Equal(["vault", "void", "vaulx"], rules.Asked.Where(q => q.Contains("send", StringComparison.Ordinal))
            .Select(q => q.Split(':')[2]));
    }

    [Fact]
    public async Task OpenRoute_WithoutAnyPolicy_SaysWhatToDo()
    {
        await using var broker = new TestBroker();
        RawClient alice = await broker.ConnectAsync();

        await alice.OpenAsync(1, "bob");

        RouteRefusedFrame refused = await alice.ExpectRefusedAsync(1);
        Assert.Equal(PeerErrorCode.PermissionDenied, refused.Code);
        Assert.Equal(PolicyEvaluator.NoPolicyText, refused.Message);
    }

    [Fact]
    public async Task OpenRoute_ToAnIdThatCannotExist_IsPeerNotFound()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync();

        await alice.OpenAsync(1, "no such id");

        Assert.Equal(PeerErrorCode.PeerNotFound, (await alice.ExpectRefusedAsync(1)).Code);
    }

    [Fact]
    public async Task OpenRoute_ToTheBrokerWithoutALinkHello_IsProtocolError()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync();

        await alice.OpenAsync(1, "");

        Assert.Equal(PeerErrorCode.ProtocolError, (await alice.ExpectRefusedAsync(1)).Code);
    }

    [Fact]
    public async Task OpenRoute_MoreThanThePeerMayHave_IsResourceExhausted()
    {
        await using var broker = new TestBroker(o =>
        {
            o.AllowAnonymousPeers = true;
            o.MaxIncomingRoutesPerConnection = 1;
        });
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        await TestBroker.OpenRouteAsync(alice, 1, bob, "bob");

        await alice.OpenAsync(3, "bob");

        Assert.Equal(PeerErrorCode.ResourceExhausted, (await alice.ExpectRefusedAsync(3)).Code);
    }

    [Fact]
    public async Task OpenAndClose_InTurn_NeverAsksMorePoliciesAtATimeThanThereMayBeRoutes()
    {
        var verdict = new TaskCompletionSource();
        var rules = new PolicyRules { Before = verdict.Task };
        await using var broker = PolicyBroker.Create(rules);
        broker.Get<Microsoft.Extensions.Options.IOptions<PeerBrokerOptions>>().Value.MaxRoutesPerConnection = 4;
        RawClient alice = await broker.ConnectAsync();

        for (int i = 0; i < 4; i++)
        {
            await alice.OpenAsync(1, "bob");
            await alice.SendAsync(1, new CloseRouteFrame(CloseReason.Abandoned, ""));
            await alice.ExpectClosedAsync(1);
        }
        await alice.OpenAsync(1, "bob");

        Assert.Equal(PeerErrorCode.ResourceExhausted, (await alice.ExpectRefusedAsync(1)).Code);
        verdict.SetResult();
        await broker.WaitForAsync(() => alice.Session.Verdicts.TryBegin(1));
        Assert.Equal(4, rules.Asked.Count);
    }
}
