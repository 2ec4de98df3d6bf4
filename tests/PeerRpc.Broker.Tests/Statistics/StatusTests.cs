using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Broker.Tests.Statistics;

public class StatusTests
{
    [Fact]
    public async Task Status_AfterKnownTraffic_SaysWhatWasDone()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        uint label = await TestBroker.OpenRouteAsync(alice, 1, bob, "bob");
        for (byte i = 0; i < 5; i++)
        {
            await alice.SendDataAsync(1, i, i, i);
            await bob.ExpectAsync(FrameKind.Data, label);
        }
        await alice.OpenAsync(3, "nobody");
        await alice.ExpectRefusedAsync(3);
        RawClient early = broker.Dial();
        broker.Clock.Advance(TimeSpan.FromSeconds(1));

        PeerBrokerStatus status = broker.Get<IPeerBroker>().GetStatus();

        Assert.Equal((2, 1, 1), (status.Sessions, status.Peers, status.Handshakes));
        Assert.Equal((1, 1L, 0), (status.Routes, status.RoutesOpened, status.WaitingRoutes));
        Assert.Equal((5L, 15L), (status.Frames, status.Bytes));
        Assert.Equal((0L, 0L), (status.QueuedBytes, status.LargestQueueBytes));
        Assert.Equal([new("PeerNotFound", 1)], status.Refusals);
        Assert.Empty(status.RoutesClosed);
        Assert.Equal((1L, 0L), (status.Registrations, status.Returns));
        Assert.Equal(TimeSpan.FromSeconds(1), status.Uptime);
        Assert.Equal(broker.Clock.GetUtcNow(), status.StartedAt + status.Uptime);
        Assert.False(status.IsDraining);
        Assert.False(early.BrokerSide.IsCompleted);
    }

    [Fact]
    public async Task Status_AfterAClientWasLostAndCameBack_CountsBoth()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob", TestBroker.User("b"));
        await TestBroker.OpenRouteAsync(alice, 1, bob, "bob");

        await bob.CloseAsync();
        await bob.BrokerSide.WaitAsync(RawClient.Deadline);
        PeerBrokerStatus away = broker.Get<IPeerBroker>().GetStatus();
        RawClient back = await broker.ConnectAsync(principal: TestBroker.User("b"));
        await back.RegisterAsync("bob", 2, bob.Key);

        Assert.Equal((0, 1, 0), (away.Peers, away.ReservedPeers, away.Routes));
        Assert.Equal([new("ConnectionLost", 1)], away.RoutesClosed);
        PeerInfo kept = Assert.Single(broker.Get<IPeerBroker>().ListPeers());
        Assert.Equal(("bob", PeerState.Online), (kept.Id, kept.State));
        PeerBrokerStatus now = broker.Get<IPeerBroker>().GetStatus();
        Assert.Equal((1, 0, 2L, 1L), (now.Peers, now.ReservedPeers, now.Registrations, now.Returns));
    }

    [Fact]
    public async Task Status_OfABrokerThatStops_IsDraining()
    {
        await using var broker = new TestBroker(o => (o.AllowAnonymousPeers, o.DrainGrace) = (true, TimeSpan.Zero));
        await broker.Broker.DrainAsync(CancellationToken.None);

        Assert.True(broker.Get<IPeerBroker>().GetStatus().IsDraining);
    }
}
