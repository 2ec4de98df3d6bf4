using PeerRpc.Broker.Registry;
using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Broker.Tests.Hosting;

public class DrainTests
{
    [Fact]
    public async Task Drain_TellsClientsAndClosesThoseThatStay()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync();

        Task drained = broker.Broker.DrainAsync(default);
        ReceivedFrame told = await alice.ExpectAsync(FrameKind.Drain, 0);
        await bob.ExpectAsync(FrameKind.Drain, 0);
        await alice.LeaveAsync();
        broker.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.True(DrainFrame.TryRead(told.Body, out DrainFrame drain));
        Assert.Equal(TimeSpan.FromSeconds(10), drain.Grace);
        Assert.Equal(TimeSpan.FromSeconds(10), drain.Spread);
        Assert.Equal(PeerErrorCode.Unavailable, (await bob.ExpectGoodbyeAsync()).Code);
        await drained.WaitAsync(RawClient.Deadline);
    }

    [Fact]
    [Trait("Must", "C-13")]
    public async Task Connection_ThatComesWhileDraining_IsRefusedAndToldWhenToComeBack()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        await broker.ConnectAsync();
        Task drained = broker.Broker.DrainAsync(default);

        GoodbyeFrame refused = await broker.Dial().ExpectGoodbyeAsync();

        Assert.Equal(PeerErrorCode.Unavailable, refused.Code);
        Assert.True(refused.RetryAfter > TimeSpan.Zero);
        Assert.False(drained.IsCompleted);
    }

    [Fact]
    [Trait("Must", "C-13")]
    public async Task Connection_ThatIsWithinItsHandshakeWhenDrainingBegins_IsRefusedAlike()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient late = broker.Dial();
        Task drained = broker.Broker.DrainAsync(default);

        await late.SendAsync(0, RawClient.Hello());

        ReceivedFrame frame = await late.ExpectAsync(FrameKind.Goodbye);
        Assert.True(GoodbyeFrame.TryRead(frame.Body, out GoodbyeFrame? refused));
        Assert.Equal(PeerErrorCode.Unavailable, refused.Code);
        Assert.True(refused.RetryAfter > TimeSpan.Zero);
        await drained.WaitAsync(RawClient.Deadline);
    }

    [Fact]
    public async Task Client_ThatMovesAwayWhileDraining_KeepsItsIds()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync("alice"), bob = await broker.ConnectAsync();
        _ = broker.Broker.DrainAsync(default);
        await alice.ExpectAsync(FrameKind.Drain);
        await bob.ExpectAsync(FrameKind.Drain);

        await alice.SendAsync(0, new GoodbyeFrame(PeerErrorCode.Unavailable, default, "moving"));
        await alice.CloseAsync();
        await alice.BrokerSide.WaitAsync(RawClient.Deadline);

        Assert.Equal(PeerErrorCode.PeerIdInUse, await bob.TryRegisterAsync("alice"));
        Assert.Equal(1, broker.Get<Reservations>().Count);
    }

    [Fact]
    public async Task Drain_OfAThousandClientsThatMoveAway_EndsWithTheLastOfThem()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient[] clients = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => broker.ConnectAsync($"peer{i}")));

        Task drained = broker.Broker.DrainAsync(default);
        await Task.WhenAll(clients.Skip(1).Select(MoveAsync)).WaitAsync(RawClient.Deadline);
        Assert.False(drained.IsCompleted);
        await MoveAsync(clients[0]);

        // Without the clock having moved: nobody waits for the end of the grace.
        await drained.WaitAsync(RawClient.Deadline);
    }

    [Fact]
    public async Task Drain_OfAThousandClientsThatStay_ClosesThemAllWhenTheGraceIsOver()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient[] clients = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => broker.ConnectAsync()));

        Task drained = broker.Broker.DrainAsync(default);
        broker.Clock.Advance(TimeSpan.FromSeconds(10));
        GoodbyeFrame[] told = await Task.WhenAll(clients.Select(client => client.ExpectGoodbyeAsync()))
            .WaitAsync(RawClient.Deadline);

        Assert.All(told, goodbye => Assert.Equal(PeerErrorCode.Unavailable, goodbye.Code));
        await drained.WaitAsync(RawClient.Deadline);
    }

    private static async Task MoveAsync(RawClient client)
    {
        await client.ExpectAsync(FrameKind.Drain);
        await client.SendAsync(0, new GoodbyeFrame(PeerErrorCode.Unavailable, default, "moving"));
        await client.CloseAsync();
        await client.BrokerSide.WaitAsync(RawClient.Deadline);
    }
}
