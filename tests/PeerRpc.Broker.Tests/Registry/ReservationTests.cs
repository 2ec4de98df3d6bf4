using PeerRpc.Broker.Registry;
using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Broker.Tests.Registry;

public class ReservationTests
{
    private static readonly TimeSpan Window = new PeerBrokerOptions().ResumeWindow;

    [Theory]
    [InlineData("lost")]
    [InlineData("goodbye")]
    [InlineData("fault")]
    [Trait("Must", "Q-29")]
    public async Task Id_OfAConnectionThatEndsOtherwiseThanByLeaving_IsKeptForItsOwner(string how)
    {
        await using var broker = new TestBroker(TestBroker.Open).Quiet();
        RawClient owner = await broker.ConnectAsync("alice"), stranger = await broker.ConnectAsync();
        await EndAsync(owner, how);

        Assert.False(broker.Get<PeerTable>().TryFind("alice", out _));
        Assert.Equal(PeerErrorCode.PeerIdInUse, await stranger.TryRegisterAsync("alice"));
        RawClient back = await broker.ConnectAsync();
        await back.RegisterAsync("alice", 2, owner.Key);

        Assert.Equal(["alice"], back.Session.View.PeerIds);
        Assert.Equal(0, broker.Get<Reservations>().Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Must", "Q-29")]
    public async Task Id_ThatIsGivenUpOnPurpose_IsFreeAtOnce(bool leaves)
    {
        await using var broker = new TestBroker(TestBroker.Open).Quiet();
        RawClient owner = await broker.ConnectAsync("alice", TestBroker.User("alice"));
        if (leaves)
            await owner.LeaveAsync();
        else
            Assert.True(broker.Get<PeerRegistry>().Unregister(owner.Session, "alice"));

        await broker.ConnectAsync("alice", TestBroker.User("bob"));

        Assert.Equal(0, broker.Get<Reservations>().Count);
    }

    [Fact]
    [Trait("Must", "Q-29")]
    public async Task ReservedId_IsGivenToAnyProcessOfItsPrincipal_AndToNobodyElse()
    {
        await using var broker = new TestBroker(TestBroker.Open).Quiet();
        RawClient owner = await broker.ConnectAsync("alice", TestBroker.User("alice"));
        RawClient other = await broker.ConnectAsync(principal: TestBroker.User("bob"));
        RawClient anonymous = await broker.ConnectAsync();
        await EndAsync(owner, "lost");

        Assert.Equal(PeerErrorCode.PeerIdInUse, await other.TryRegisterAsync("alice", 2, owner.Key));
        Assert.Equal(PeerErrorCode.PeerIdInUse, await anonymous.TryRegisterAsync("alice", 2, owner.Key));
        await broker.ConnectAsync("alice", TestBroker.User("alice"));
    }

    [Fact]
    [Trait("Must", "Q-29")]
    public async Task ReservedId_IsRefusedWithTheTimeThatRemains_AndIsFreeBehindIt()
    {
        await using var broker = new TestBroker(TestBroker.Open).Quiet();
        RawClient owner = await broker.ConnectAsync("alice"), stranger = await broker.ConnectAsync();
        await EndAsync(owner, "lost");
        broker.Clock.Advance(TimeSpan.FromSeconds(9));

        var refused = await Assert.ThrowsAsync<PeerRpcException>(() => stranger.RegisterAsync("alice"));
        Assert.Equal(PeerErrorCode.PeerIdInUse, refused.Code);
        Assert.Equal(Window - TimeSpan.FromSeconds(9), refused.RetryAfter);
        broker.Clock.Advance(refused.RetryAfter!.Value - TimeSpan.FromTicks(1));
        Assert.Equal(PeerErrorCode.PeerIdInUse, await stranger.TryRegisterAsync("alice"));
        broker.Clock.Advance(TimeSpan.FromTicks(1));

        await stranger.RegisterAsync("alice");
    }

    [Fact]
    public async Task RefusalOfALiveIncumbent_NamesNoTime()
    {
        await using var broker = new TestBroker(TestBroker.Open).Quiet();
        await broker.ConnectAsync("alice");
        RawClient stranger = await broker.ConnectAsync();

        var refused = await Assert.ThrowsAsync<PeerRpcException>(() => stranger.RegisterAsync("alice"));

        Assert.Null(refused.RetryAfter);
        Assert.Equal("The peer id 'alice' is in use.", refused.Message);
    }

    [Theory]
    [InlineData("anonymous")]
    [InlineData("alice")]
    [Trait("Must", "Q-26")]
    public async Task ReservedId_IsNotGivenToAnOlderConnectionOfTheProcess(string name)
    {
        var principal = name == "alice" ? TestBroker.User(name) : TestBroker.Anonymous;
        await using var broker = new TestBroker(TestBroker.Open).Quiet();
        RawClient stale = await broker.ConnectAsync(principal: principal);
        RawClient newest = await broker.ConnectAsync(principal: principal);
        await newest.RegisterAsync("alice", 5, stale.Key);
        await EndAsync(newest, "lost");

        Assert.Equal(PeerErrorCode.PeerIdInUse, await stale.TryRegisterAsync("alice", 4));
        Assert.Equal(PeerErrorCode.PeerIdInUse, await stale.TryRegisterAsync("alice", 5));
        Assert.Equal(PeerErrorCode.None, await stale.TryRegisterAsync("alice", 6));
    }

    [Fact]
    public async Task ReservedId_IsNotFoundByWhoDoesNotWait()
    {
        await using var broker = new TestBroker(TestBroker.Open).Quiet();
        RawClient owner = await broker.ConnectAsync("alice"), caller = await broker.ConnectAsync();
        await EndAsync(owner, "lost");

        await caller.OpenAsync(1, "alice");
        RouteRefusedFrame reserved = await caller.ExpectRefusedAsync(1);
        await caller.OpenAsync(1, "alicf");

        Assert.Equal(reserved with { Message = "Peer not found: 'alicf'." }, await caller.ExpectRefusedAsync(1));
    }

    [Fact]
    public async Task WindowOfZero_KeepsNothing()
    {
        await using var broker = new TestBroker(o =>
        {
            o.AllowAnonymousPeers = true;
            o.ResumeWindow = TimeSpan.Zero;
        });
        RawClient owner = await broker.ConnectAsync("alice");
        await EndAsync(owner, "lost");

        await broker.ConnectAsync("alice");
    }

    [Fact]
    public async Task Reservations_PastTheLimit_LoseTheOldest()
    {
        await using var broker = new TestBroker(o =>
        {
            o.AllowAnonymousPeers = true;
            o.MaxReservedPeerIds = 2;
        });
        foreach (string id in (string[])["first", "second", "third"])
            await EndAsync(await broker.ConnectAsync(id), "lost");
        RawClient stranger = await broker.ConnectAsync();

        Assert.Equal(PeerErrorCode.None, await stranger.TryRegisterAsync("first"));
        Assert.Equal(PeerErrorCode.PeerIdInUse, await stranger.TryRegisterAsync("second"));
        Assert.Equal(PeerErrorCode.PeerIdInUse, await stranger.TryRegisterAsync("third"));
    }

    [Fact]
    public async Task Reservations_ThatNobodyAsksFor_AreForgottenInTheirOrder()
    {
        await using var broker = new TestBroker(TestBroker.Open).Quiet();
        var reservations = broker.Get<Reservations>();
        await EndAsync(await broker.ConnectAsync("first"), "lost");
        broker.Clock.Advance(Window / 3);
        await EndAsync(await broker.ConnectAsync("second"), "lost");
        Assert.Equal(2, reservations.Count);

        broker.Clock.Advance(Window - (Window / 3));
        Assert.Equal(1, reservations.Count);
        broker.Clock.Advance(Window / 3);

        Assert.Equal(0, reservations.Count);
    }

    private static async Task EndAsync(RawClient client, string how)
    {
        if (how == "goodbye")
            await client.SendAsync(0, new GoodbyeFrame(PeerErrorCode.Unavailable, default, "moving"));
        if (how == "fault")
            await client.SendDataAsync(99, 1);
        await client.CloseAsync();
        await client.BrokerSide.WaitAsync(RawClient.Deadline);
    }
}
