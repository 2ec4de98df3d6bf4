using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Broker.Tests.Routing;

public class CloseRouteTests
{
    private static readonly CloseRouteFrame Leave = new(CloseReason.Left, "done");

    [Fact]
    [Trait("Must", "R-12")]
    public async Task CloseRoute_FromTheOpener_IsEchoedAndPassedOn()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        uint label = await TestBroker.OpenRouteAsync(alice, 1, bob, "bob");

        await alice.SendAsync(1, Leave);

        await alice.ExpectClosedAsync(1);
        CloseRouteFrame passed = await bob.ExpectClosedAsync(label);
        Assert.Equal(Leave, passed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(200)]
    [InlineData(255)]
    public async Task CloseRoute_WithAReasonThatIsNotListed_IsOneOfAbandoned(byte reason)
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        uint label = await TestBroker.OpenRouteAsync(alice, 1, bob, "bob");

        await alice.SendAsync(1, new CloseRouteFrame((CloseReason)reason, "why"));

        await alice.ExpectClosedAsync(1);
        ReceivedFrame passed = await bob.ExpectAsync(FrameKind.CloseRoute, label);
        byte[] expected = RawClient.Encode(label, new CloseRouteFrame(CloseReason.Abandoned, "why"));
        Assert.Equal(expected[FrameHeader.Size..], passed.Body);
        await bob.SyncAsync();
        Assert.Equal([new("Abandoned", 1)], broker.Get<IPeerBroker>().GetStatus().RoutesClosed);
    }

    [Fact]
    public async Task Data_SentBeforeACloseRoute_ArrivesBeforeIt()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        uint label = await TestBroker.OpenRouteAsync(alice, 1, bob, "bob");

        await alice.SendRawAsync([.. RawClient.Encode(FrameKind.Data, 1, [9]), .. RawClient.Encode(1, Leave)]);

        Assert.Equal([9], (await bob.ExpectAsync(FrameKind.Data, label)).Body);
        await bob.ExpectClosedAsync(label);
    }

    [Fact]
    [Trait("Must", "R-13")]
    public async Task Data_BeforeTheEchoOfTheBrokersClose_IsDiscarded()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        uint label = await TestBroker.OpenRouteAsync(alice, 1, bob, "bob");
        await alice.SendAsync(1, Leave);
        await alice.ExpectClosedAsync(1);
        await bob.ExpectClosedAsync(label);

        await bob.SendDataAsync(label, 1);
        await bob.SendDataAsync(label, 2);

        await bob.SyncAsync();
        await alice.SyncAsync();
    }

    [Fact]
    [Trait("Must", "R-13")]
    public async Task Data_AfterTheEchoOfTheBrokersClose_IsAProtocolErrorForThatClientOnly()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        uint label = await TestBroker.OpenRouteAsync(alice, 1, bob, "bob");
        await alice.SendAsync(1, Leave);
        await alice.ExpectClosedAsync(1);
        await bob.ExpectClosedAsync(label);

        await bob.SendAsync(label, Leave);
        await bob.SendDataAsync(label, 1);

        Assert.Equal(PeerErrorCode.ProtocolError, (await bob.ExpectGoodbyeAsync()).Code);
        await alice.SyncAsync();
    }

    [Fact]
    [Trait("Must", "R-13")]
    public async Task Data_AfterTheClientsOwnClose_IsAProtocolError()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        await TestBroker.OpenRouteAsync(alice, 1, bob, "bob");

        await alice.SendAsync(1, Leave);
        await alice.SendDataAsync(1, 1);

        Assert.Equal(PeerErrorCode.ProtocolError, (await alice.ExpectGoodbyeAsync()).Code);
    }

    [Fact]
    public async Task CloseRoute_Twice_IsAProtocolError()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        await TestBroker.OpenRouteAsync(alice, 1, bob, "bob");

        await alice.SendAsync(1, Leave);
        await alice.SendAsync(1, Leave);

        Assert.Equal(PeerErrorCode.ProtocolError, (await alice.ExpectGoodbyeAsync()).Code);
    }

    [Fact]
    [Trait("Must", "R-14")]
    public async Task CrossingCloses_CountAsEachOthersEcho()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        uint label = await TestBroker.OpenRouteAsync(alice, 1, bob, "bob");
        await alice.SendAsync(1, Leave);
        await alice.ExpectClosedAsync(1);

        // The broker's CloseRoute is on its way, and the client that has not read it yet closes too.
        await bob.SendAsync(label, Leave);

        await bob.ExpectClosedAsync(label);
        await bob.SyncAsync();
        Assert.Null(bob.Session.Hop.Find(label));
        Assert.Equal(label, await TestBroker.OpenRouteAsync(alice, 1, bob, "bob"));
    }

    [Fact]
    [Trait("Must", "R-12")]
    public async Task BrokerLabel_IsNotReusedBeforeItsEcho()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        uint first = await TestBroker.OpenRouteAsync(alice, 1, bob, "bob");
        await alice.SendAsync(1, Leave);
        await alice.ExpectClosedAsync(1);
        await bob.ExpectClosedAsync(first);

        uint second = await TestBroker.OpenRouteAsync(alice, 1, bob, "bob");
        await bob.SendAsync(first, Leave);
        await bob.SyncAsync();
        uint third = await TestBroker.OpenRouteAsync(alice, 3, bob, "bob");

        Assert.NotEqual(first, second);
        Assert.Equal(first, third);
    }

    [Fact]
    public async Task CloseRoute_OfAPendingRoute_EndsTheOfferAndTheLateAnswerIsDiscarded()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        await alice.OpenAsync(1, "bob");
        uint label = (await bob.ExpectAsync(FrameKind.OpenRoute)).Label;

        await alice.SendAsync(1, new CloseRouteFrame(CloseReason.Abandoned, ""));
        await alice.ExpectClosedAsync(1);
        await bob.SendAsync(label, new RouteOpenedFrame("", default));
        await bob.SendDataAsync(label, 1);
        await bob.SendAsync(label, Leave);

        await bob.ExpectClosedAsync(label);
        await bob.SyncAsync();
        await alice.SyncAsync();
    }

    [Fact]
    [Trait("Must", "R-15")]
    public async Task RouteRefused_CrossingTheBrokersClose_CountsAsItsEcho()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        await alice.OpenAsync(1, "bob");
        uint label = (await bob.ExpectAsync(FrameKind.OpenRoute)).Label;
        await alice.SendAsync(1, new CloseRouteFrame(CloseReason.Abandoned, ""));
        await alice.ExpectClosedAsync(1);

        await bob.SendAsync(label, new RouteRefusedFrame(PeerErrorCode.Unavailable, default, default, ""));

        await bob.ExpectClosedAsync(label);
        await bob.SyncAsync();
        Assert.Null(bob.Session.Hop.Find(label));
    }

    [Fact]
    [Trait("Must", "R-15")]
    public async Task CloseRoute_CrossingARefusal_IsDroppedOnceAndTheLabelIsFree()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync();
        await alice.OpenAsync(1, "nobody");
        await alice.ExpectRefusedAsync(1);

        await alice.SendAsync(1, new CloseRouteFrame(CloseReason.Abandoned, ""));
        await alice.SyncAsync();
        await alice.OpenAsync(1, "nobody");
        await alice.ExpectRefusedAsync(1);
        await alice.SendDataAsync(1, 1);

        Assert.Equal(PeerErrorCode.ProtocolError, (await alice.ExpectGoodbyeAsync()).Code);
    }
}
