using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Broker.Tests.Routing;

/// <summary>The MUSTs about labels; whoever breaks one loses his own connection and nobody else's.</summary>
public class LabelRuleTests
{
    [Theory]
    [InlineData(1u)]
    [InlineData(2u)]
    [InlineData(0u)]
    [InlineData(uint.MaxValue)]
    [Trait("Must", "R-9")]
    public async Task Data_OnALabelNeverOpened_IsAProtocolError(uint label)
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync();

        await alice.SendDataAsync(label, 1);

        Assert.Equal(PeerErrorCode.ProtocolError, (await alice.ExpectGoodbyeAsync()).Code);
    }

    [Theory]
    [InlineData((byte)FrameKind.CloseRoute)]
    [InlineData((byte)FrameKind.RouteOpened)]
    [InlineData((byte)FrameKind.RouteRefused)]
    [Trait("Must", "R-7")]
    public async Task Answer_OnALabelNeverOffered_IsAProtocolError(byte kind)
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync();

        await alice.SendRawAsync((FrameKind)kind switch
        {
            FrameKind.CloseRoute => RawClient.Encode(2, new CloseRouteFrame(CloseReason.Left, "")),
            FrameKind.RouteOpened => RawClient.Encode(2, new RouteOpenedFrame("", default)),
            _ => RawClient.Encode(2, new RouteRefusedFrame(PeerErrorCode.Unavailable, default, default, "")),
        });

        Assert.Equal(PeerErrorCode.ProtocolError, (await alice.ExpectGoodbyeAsync()).Code);
    }

    [Theory]
    [InlineData(2u)]
    [InlineData(0u)]
    [InlineData(2049u)]
    [InlineData(uint.MaxValue)]
    [Trait("Must", "R-1")]
    [Trait("Must", "R-3")]
    public async Task OpenRoute_OnALabelThatIsNotTheClients_IsAProtocolError(uint label)
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync("alice");

        await alice.OpenAsync(label, "alice");

        Assert.Equal(PeerErrorCode.ProtocolError, (await alice.ExpectGoodbyeAsync()).Code);
    }

    [Fact]
    [Trait("Must", "R-2")]
    public async Task OpenRoute_OnTheLastLabel_IsAllowed()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");

        await TestBroker.OpenRouteAsync(alice, 2047, bob, "bob");
    }

    [Fact]
    [Trait("Must", "R-3")]
    public async Task OpenRoute_OnAPendingLabel_IsAProtocolError()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        await alice.OpenAsync(1, "bob");
        await bob.ExpectAsync(FrameKind.OpenRoute);

        await alice.OpenAsync(1, "bob");

        Assert.Equal(PeerErrorCode.ProtocolError, (await alice.ExpectGoodbyeAsync()).Code);
    }

    [Fact]
    public async Task OpenRoute_OnAnOpenLabel_IsAProtocolErrorAndClosesTheRouteAtTheOtherSide()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        uint label = await TestBroker.OpenRouteAsync(alice, 1, bob, "bob");

        await alice.OpenAsync(1, "bob");

        Assert.Equal(PeerErrorCode.ProtocolError, (await alice.ExpectGoodbyeAsync()).Code);
        Assert.Equal(CloseReason.ConnectionLost, (await bob.ExpectClosedAsync(label)).Reason);
    }

    [Fact]
    public async Task Data_OnAPendingRoute_IsAProtocolErrorForOpenerAndAcceptorAlike()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        RawClient carol = await broker.ConnectAsync();
        await alice.OpenAsync(1, "bob");
        await bob.ExpectAsync(FrameKind.OpenRoute);
        await carol.OpenAsync(1, "bob");
        uint offered = (await bob.ExpectAsync(FrameKind.OpenRoute)).Label;

        await alice.SendDataAsync(1, 1);
        await alice.ExpectGoodbyeAsync();
        await bob.SendDataAsync(offered, 1);
        await bob.ExpectGoodbyeAsync();

        Assert.Equal(PeerErrorCode.Unavailable, (await carol.ExpectRefusedAsync(1)).Code);
    }

    [Fact]
    public async Task RouteOpened_Twice_IsAProtocolError()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        uint label = await TestBroker.OpenRouteAsync(alice, 1, bob, "bob");

        await bob.SendAsync(label, new RouteOpenedFrame("", default));

        Assert.Equal(PeerErrorCode.ProtocolError, (await bob.ExpectGoodbyeAsync()).Code);
    }

    [Fact]
    public async Task RouteOpened_ByTheOpenerItself_IsAProtocolError()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        await alice.OpenAsync(1, "bob");
        await bob.ExpectAsync(FrameKind.OpenRoute);

        await alice.SendAsync(1, new RouteOpenedFrame("", default));

        Assert.Equal(PeerErrorCode.ProtocolError, (await alice.ExpectGoodbyeAsync()).Code);
    }

    [Fact]
    [Trait("Must", "F-9")]
    public async Task UnknownKind_IsAProtocolError()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync();

        await alice.SendRawAsync(RawClient.Encode((FrameKind)200, 0, [1]));

        Assert.Equal(PeerErrorCode.ProtocolError, (await alice.ExpectGoodbyeAsync()).Code);
    }
}
