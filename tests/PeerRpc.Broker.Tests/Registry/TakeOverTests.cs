using System.Security.Claims;
using PeerRpc.Broker.Registry;
using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Broker.Tests.Registry;

public class TakeOverTests
{
    private static readonly ClaimsPrincipal Nameless = new(new ClaimsIdentity([new Claim("role", "x")], "test"));

    public static TheoryData<string> Owners => ["anonymous", "alice", "nameless"];

    [Theory]
    [MemberData(nameof(Owners))]
    [Trait("Must", "Q-26")]
    public async Task Register_OnANewerConnectionOfTheProcess_TakesTheIdAtOnceAndClosesTheOlder(string owner)
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient older = await broker.ConnectAsync("alice", Principal(owner));
        RawClient newer = await broker.ConnectAsync(principal: Principal(owner));

        await newer.RegisterAsync("alice", 2, older.Key);

        Assert.Empty(older.Session.View.PeerIds);
        Assert.Equal(["alice"], newer.Session.View.PeerIds);
        Assert.True(broker.Get<PeerTable>().TryFind("alice", out var holder));
        Assert.Same(newer.Session, holder);
        Assert.Equal(PeerErrorCode.Unavailable, (await older.ExpectGoodbyeAsync()).Code);
        Assert.Equal(0, broker.Get<Reservations>().Count);
    }

    [Fact]
    [Trait("Must", "Q-26")]
    public async Task TakeOver_OfASessionThatIsStillConnected_ClosesItsRoutesAtOnceAsLost()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient older = await broker.ConnectAsync("alice"), caller = await broker.ConnectAsync("bob");
        await TestBroker.OpenRouteAsync(caller, 1, older, "alice");
        uint outgoing = await TestBroker.OpenRouteAsync(older, 1, caller, "bob");
        RawClient newer = await broker.ConnectAsync();

        await newer.RegisterAsync("alice", 2, older.Key);

        CloseRouteFrame[] closed = [await caller.ExpectClosedAsync(outgoing), await caller.ExpectClosedAsync(1)];
        Assert.All(closed, route => Assert.Equal(CloseReason.ConnectionLost, route.Reason));
        Assert.False(older.BrokerSide.IsCompleted);
        await TestBroker.OpenRouteAsync(caller, 3, newer, "alice");
    }

    [Fact]
    [Trait("Must", "Q-26")]
    public async Task TakeOver_OfOneOfSeveralIds_KeepsTheOthersForTheProcess()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient older = await broker.ConnectAsync("one"), stranger = await broker.ConnectAsync();
        await older.RegisterAsync("two");
        RawClient newer = await broker.ConnectAsync();

        await newer.RegisterAsync("one", 2, older.Key);

        Assert.False(broker.Get<PeerTable>().TryFind("two", out _));
        Assert.Equal(PeerErrorCode.Unavailable, await older.TryRegisterAsync("two"));
        Assert.Equal(PeerErrorCode.PeerIdInUse, await stranger.TryRegisterAsync("two"));
        await newer.RegisterAsync("two", 2, older.Key);
        Assert.Equal(["one", "two"], newer.Session.View.PeerIds);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 6)]
    [InlineData(long.MaxValue, 1)]
    [Trait("Must", "Q-26")]
    public async Task Register_OnAConnectionThatIsNotNewer_IsRefusedAndDisturbsNobody(long incumbent, long late)
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient newer = await broker.ConnectAsync(principal: TestBroker.User("alice"));
        await newer.RegisterAsync("alice", incumbent);
        RawClient older = await broker.ConnectAsync(principal: TestBroker.User("alice"));

        Assert.Equal(PeerErrorCode.PeerIdInUse, await older.TryRegisterAsync("alice", late, newer.Key));

        await newer.SyncAsync();
        Assert.Equal(["alice"], newer.Session.View.PeerIds);
    }

    [Fact]
    public async Task Register_WhatTheSessionHas_DoesNothingWhateverKeyAndGenerationItNames()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync();
        await alice.RegisterAsync("alice", 5);

        await alice.RegisterAsync("alice", 1);
        await alice.RegisterAsync("alice", 9, new byte[32]);

        await alice.SyncAsync();
        Assert.Equal(["alice"], alice.Session.View.PeerIds);
    }

    [Theory]
    [InlineData("alice", "bob", true)]
    [InlineData("alice", "bob", false)]
    [InlineData("alice", "anonymous", true)]
    [InlineData("alice", "nameless", true)]
    [InlineData("anonymous", "anonymous", false)]
    [InlineData("anonymous", "alice", false)]
    [InlineData("nameless", "nameless", false)]
    [Trait("Must", "Q-28")]
    public async Task Register_ByAnotherOwner_IsRefusedAtOnceAndTheIncumbentIsNotDisturbed(
        string owner, string other, bool hasTheKey)
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient incumbent = await broker.ConnectAsync("vault", Principal(owner));
        RawClient challenger = await broker.ConnectAsync(principal: Principal(other));

        PeerErrorCode code = await challenger.TryRegisterAsync("vault", 100, hasTheKey ? incumbent.Key : null);

        Assert.Equal(PeerErrorCode.PeerIdInUse, code);
        broker.Clock.Advance(TimeSpan.FromSeconds(3));
        await incumbent.SyncAsync();
        Assert.Equal(["vault"], incumbent.Session.View.PeerIds);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    [Trait("Must", "Q-25")]
    public async Task Register_WithAKeyOfAnotherLength_IsInvalidArgument(int length)
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync();

        Assert.Equal(PeerErrorCode.InvalidArgument, await alice.TryRegisterAsync("alice", 1, new byte[length]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [Trait("Must", "Q-25")]
    public async Task Register_WithAGenerationBelowOne_IsInvalidArgument(long generation)
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient alice = await broker.ConnectAsync();

        Assert.Equal(PeerErrorCode.InvalidArgument, await alice.TryRegisterAsync("alice", generation));
    }

    [Fact]
    [Trait("Must", "Q-28")]
    public async Task Register_OnANewerConnection_StillAsksThePolicyFirst()
    {
        var rules = new PolicyRules();
        await using var broker = PolicyBroker.Create(rules);
        RawClient older = await broker.ConnectAsync("alice"), newer = await broker.ConnectAsync();
        rules.Register = _ => false;

        Assert.Equal(PeerErrorCode.PermissionDenied, await newer.TryRegisterAsync("alice", 2, older.Key));

        await older.SyncAsync();
        Assert.Equal(["alice"], older.Session.View.PeerIds);
    }

    private static ClaimsPrincipal Principal(string name) => name switch
    {
        "anonymous" => TestBroker.Anonymous,
        "nameless" => Nameless,
        _ => TestBroker.User(name),
    };
}
