using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Broker.Tests.Registry;

/// <summary>Two processes of one principal ask for one id.</summary>
public class IncumbentTests
{
    private static readonly TimeSpan Timeout = new PeerBrokerOptions().IncumbentTimeout;

    [Fact]
    [Trait("Must", "Q-27")]
    public async Task Incumbent_ThatStaysSilent_LosesTheIdAfterTheTimeoutAndNotBefore()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient incumbent = await ConnectAsync(broker, "alice"), challenger = await ConnectAsync(broker);

        Task<PeerErrorCode> registering = challenger.TryRegisterAsync("alice");
        await incumbent.ExpectAsync(FrameKind.Ping, 0);
        broker.Clock.Advance(Timeout - TimeSpan.FromMilliseconds(1));
        Assert.False(registering.IsCompleted);
        Assert.Equal(["alice"], incumbent.Session.View.PeerIds);
        broker.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(PeerErrorCode.None, await registering.WaitAsync(RawClient.Deadline));
        Assert.Equal(["alice"], challenger.Session.View.PeerIds);
        Assert.Empty(incumbent.Session.View.PeerIds);
        Assert.Equal(PeerErrorCode.Unavailable, (await incumbent.ExpectGoodbyeAsync()).Code);
    }

    [Fact]
    [Trait("Must", "Q-27")]
    public async Task Incumbent_ThatAnswers_KeepsTheIdAndTheChallengerLearnsItAtOnce()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient incumbent = await ConnectAsync(broker, "alice"), challenger = await ConnectAsync(broker);

        Task<PeerErrorCode> registering = challenger.TryRegisterAsync("alice");
        ReceivedFrame ping = await incumbent.ExpectAsync(FrameKind.Ping, 0);
        await incumbent.SendRawAsync(RawClient.Encode(FrameKind.Pong, 0, ping.Body));

        Assert.Equal(PeerErrorCode.PeerIdInUse, await registering.WaitAsync(RawClient.Deadline));
        broker.Clock.Advance(Timeout);
        await incumbent.SyncAsync();
        Assert.Equal(["alice"], incumbent.Session.View.PeerIds);
    }

    [Fact]
    [Trait("Must", "Q-27")]
    public async Task Incumbent_ThatSendsAnything_IsNotSilent()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient incumbent = await ConnectAsync(broker, "alice"), challenger = await ConnectAsync(broker);

        Task<PeerErrorCode> registering = challenger.TryRegisterAsync("alice");
        await incumbent.ExpectAsync(FrameKind.Ping, 0);
        await incumbent.OpenAsync(1, "nobody");

        Assert.Equal(PeerErrorCode.PeerIdInUse, await registering.WaitAsync(RawClient.Deadline));
    }

    [Fact]
    public async Task Incumbent_ThatLeavesMeanwhile_LeavesTheIdToTheChallenger()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient incumbent = await ConnectAsync(broker, "alice"), challenger = await ConnectAsync(broker);

        Task<PeerErrorCode> registering = challenger.TryRegisterAsync("alice");
        await incumbent.ExpectAsync(FrameKind.Ping, 0);
        await incumbent.LeaveAsync();

        Assert.Equal(PeerErrorCode.None, await registering.WaitAsync(RawClient.Deadline));
    }

    [Fact]
    public async Task Incumbent_WhoseConnectionIsLostMeanwhile_LeavesTheIdToTheChallengerWithoutMoreWaiting()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient incumbent = await ConnectAsync(broker, "alice"), challenger = await ConnectAsync(broker);

        Task<PeerErrorCode> registering = challenger.TryRegisterAsync("alice");
        await incumbent.ExpectAsync(FrameKind.Ping, 0);
        await incumbent.CloseAsync();

        Assert.Equal(PeerErrorCode.None, await registering.WaitAsync(RawClient.Deadline));
        Assert.Equal(["alice"], challenger.Session.View.PeerIds);
    }

    [Fact]
    [Trait("Must", "Q-27")]
    public async Task Challengers_OfASilentIncumbent_ExactlyOneGetsTheId()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient incumbent = await ConnectAsync(broker, "alice");
        RawClient[] challengers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => ConnectAsync(broker)));

        Task<PeerErrorCode[]> registering = Task.WhenAll(challengers.Select(c => c.TryRegisterAsync("alice")));
        foreach (RawClient _ in challengers)
            await incumbent.ExpectAsync(FrameKind.Ping, 0);
        broker.Clock.Advance(Timeout);

        PeerErrorCode[] codes = await registering.WaitAsync(RawClient.Deadline);
        Assert.Single(codes, PeerErrorCode.None);
        Assert.Equal(challengers.Length - 1, codes.Count(code => code == PeerErrorCode.PeerIdInUse));
        Assert.Single(challengers, challenger => challenger.Session.View.PeerIds.Contains("alice"));
    }

    [Fact]
    public async Task Challenger_ThatGoesAway_DoesNotTakeTheIdWithIt()
    {
        await using var broker = new TestBroker(TestBroker.Open);
        RawClient incumbent = await ConnectAsync(broker, "alice"), challenger = await ConnectAsync(broker);

        Task<PeerErrorCode> registering = challenger.TryRegisterAsync("alice");
        await incumbent.ExpectAsync(FrameKind.Ping, 0);
        await challenger.LeaveAsync();

        Assert.NotEqual(PeerErrorCode.None, await registering.WaitAsync(RawClient.Deadline));
        broker.Clock.Advance(Timeout);
        await incumbent.SyncAsync();
        Assert.Equal(["alice"], incumbent.Session.View.PeerIds);
    }

    private static Task<RawClient> ConnectAsync(TestBroker broker, string? peerId = null) =>
        broker.ConnectAsync(peerId, TestBroker.User("alice"));
}
