using PeerRpc.Broker.Registry;
using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Broker.Tests.Routing;

public class SessionEndTests
{
    [Fact]
    [Trait("Must", "C-12")]
    [Trait("Must", "R-17")]
    public async Task Leave_OnPurpose_ClosesItsRoutesAsLeftAndReleasesItsIds()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync("alice"), bob = await broker.ConnectAsync("bob");
        uint label = await TestBroker.OpenRouteAsync(alice, 1, bob, "bob");

        await alice.LeaveAsync();

        Assert.Equal(CloseReason.Left, (await bob.ExpectClosedAsync(label)).Reason);
        Assert.False(broker.Get<PeerTable>().TryFind("alice", out _));
        Assert.Single(broker.Sessions.Snapshot());
    }

    [Fact]
    [Trait("Must", "R-17")]
    public async Task Connection_LostWithoutAWord_ClosesItsRoutesAsLost()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        await TestBroker.OpenRouteAsync(alice, 1, bob, "bob");

        await bob.CloseAsync();

        Assert.Equal(CloseReason.ConnectionLost, (await alice.ExpectClosedAsync(1)).Reason);
    }

    [Fact]
    [Trait("Must", "C-12")]
    public async Task Goodbye_WithACode_CountsAsLostAndNotAsLeft()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        await TestBroker.OpenRouteAsync(alice, 1, bob, "bob");

        await bob.SendAsync(0, new GoodbyeFrame(PeerErrorCode.Unavailable, default, "restarting"));
        await bob.CloseAsync();

        Assert.Equal(CloseReason.ConnectionLost, (await alice.ExpectClosedAsync(1)).Reason);
    }

    [Fact]
    public async Task AcceptorLost_WhileTheRouteIsPending_RefusesItAsUnavailable()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync(), bob = await broker.ConnectAsync("bob");
        await alice.OpenAsync(1, "bob");
        await bob.ExpectAsync(FrameKind.OpenRoute);

        await bob.CloseAsync();

        Assert.Equal(PeerErrorCode.Unavailable, (await alice.ExpectRefusedAsync(1)).Code);
    }

    [Fact]
    [Trait("Must", "C-9")]
    public async Task Silence_OfAClient_IsPingedAndThenClosed()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync("alice");

        broker.Pass(TimeSpan.FromSeconds(12.5));
        await alice.ExpectAsync(FrameKind.Ping, 0);
        broker.Pass(TimeSpan.FromSeconds(15));

        await alice.BrokerSide.WaitAsync(RawClient.Deadline);
        Assert.False(broker.Get<PeerTable>().TryFind("alice", out _));
    }
}
