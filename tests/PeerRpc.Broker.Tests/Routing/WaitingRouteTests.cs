using PeerRpc.Broker.Registry;
using PeerRpc.Broker.Tests.Fakes;
using PeerRpc.Core.Frames;
using Xunit;

namespace PeerRpc.Broker.Tests.Routing;

public class WaitingRouteTests
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [Fact]
    [Trait("Must", "R-18")]
    public async Task OpenRoute_ThatWaits_IsOfferedOnceTheTargetRegisters()
    {
        await using var broker = new TestBroker(TestBroker.Open).Quiet();
        RawClient caller = await broker.ConnectAsync("caller");
        await caller.SendAsync(1, new OpenRouteFrame("bob", "caller", Wait, new byte[] { 1, 2, 3 }));
        await WaitForAsync(broker, 1);
        RawClient bob = await broker.ConnectAsync();

        await bob.RegisterAsync("bob");

        ReceivedFrame offer = await bob.ExpectAsync(FrameKind.OpenRoute);
        Assert.True(IncomingRouteFrame.TryRead(offer.Body, out IncomingRouteFrame incoming));
        Assert.Equal(("bob", "caller"), (incoming.TargetId, incoming.OpenerId));
        Assert.Equal([1, 2, 3], incoming.Hello.ToArray());
        await bob.SendAsync(offer.Label, new RouteOpenedFrame("", default));
        await caller.ExpectAsync(FrameKind.RouteOpened, 1);
        broker.Clock.Advance(Wait);
        await caller.SyncAsync();
        Assert.Equal(0, broker.Get<PeerTable>().WaiterCount);
    }

    [Theory]
    [InlineData(12, 12)]
    [InlineData(30, 30)]
    [InlineData(86_400, 30)]
    [Trait("Must", "R-18")]
    public async Task OpenRoute_WhoseTargetDoesNotCome_IsRefusedAfterTheWaitOrTheWindow(int asked, int given)
    {
        await using var broker = new TestBroker(TestBroker.Open).Quiet();
        RawClient caller = await broker.ConnectAsync();
        await caller.OpenAsync(1, "bob");
        RouteRefusedFrame unknown = await caller.ExpectRefusedAsync(1);

        await caller.OpenAsync(3, "bob", TimeSpan.FromSeconds(asked));
        await WaitForAsync(broker, 1);
        broker.Clock.Advance(TimeSpan.FromSeconds(given) - Moment);
        await caller.SyncAsync();
        broker.Clock.Advance(Moment);

        Assert.Equal(unknown, await caller.ExpectRefusedAsync(3));
        Assert.Equal(0, broker.Get<PeerTable>().WaiterCount);
    }

    [Fact]
    [Trait("Must", "R-18")]
    public async Task OpenRoute_WhereNothingIsResumed_DoesNotWait()
    {
        await using var broker = new TestBroker(o =>
        {
            o.AllowAnonymousPeers = true;
            o.ResumeWindow = TimeSpan.Zero;
        });
        RawClient caller = await broker.ConnectAsync();

        await caller.OpenAsync(1, "bob", Wait);

        Assert.Equal(PeerErrorCode.PeerNotFound, (await caller.ExpectRefusedAsync(1)).Code);
    }

    [Fact]
    [Trait("Must", "R-18")]
    public async Task OpenRoute_ToAReservedId_WaitsForItsOwner()
    {
        await using var broker = new TestBroker(TestBroker.Open).Quiet();
        RawClient bob = await broker.ConnectAsync("bob"), caller = await broker.ConnectAsync();
        await bob.CloseAsync();
        await bob.BrokerSide.WaitAsync(RawClient.Deadline);
        await caller.OpenAsync(1, "bob", Wait);
        await WaitForAsync(broker, 1);

        RawClient back = await broker.ConnectAsync();
        await back.RegisterAsync("bob", 2, bob.Key);

        await back.ExpectAsync(FrameKind.OpenRoute);
    }

    [Fact]
    [Trait("Must", "R-19")]
    public async Task OpenRoute_ToAForbiddenPeer_WaitsAsLongAsForAnUnknownOne_WhetherItIsThereOrComes()
    {
        var rules = new PolicyRules { Send = id => id == "unknown" };
        await using var broker = PolicyBroker.Create(rules).Quiet();
        RawClient caller = await broker.ConnectAsync(), vault = await broker.ConnectAsync("vault");
        RawClient late = await broker.ConnectAsync();
        int timers = broker.Clock.TimerCount;
        await caller.OpenAsync(1, "vault", Wait);
        await caller.OpenAsync(3, "late", Wait);
        await caller.OpenAsync(5, "unknown", Wait);
        uint[] labels = [1, 3, 5];
        await broker.WaitForAsync(() => labels.All(label => caller.Session.Hop.Find(label)?.End is not null));

        await late.RegisterAsync("late");
        broker.Clock.Advance(Wait - Moment);
        await caller.SyncAsync();
        broker.Clock.Advance(Moment);

        var refused = new Dictionary<uint, byte[]>();
        for (int i = 0; i < 3; i++)
        {
            ReceivedFrame frame = await caller.ExpectAsync(FrameKind.RouteRefused);
            refused.Add(frame.Label, frame.Body);
        }
        Assert.Equal(Refused("vault"), refused[1]);
        Assert.Equal(Refused("late"), refused[3]);
        Assert.Equal(Refused("unknown"), refused[5]);
        await vault.SyncAsync();
        await late.SyncAsync();
        Assert.Equal(timers, broker.Clock.TimerCount);
    }

    [Fact]
    public async Task OpenRoute_ThatNoPolicyAnswers_DoesNotWait()
    {
        var rules = new PolicyRules { Before = Task.FromException(new InvalidOperationException("broken")) };
        await using var broker = PolicyBroker.Create(rules);
        RawClient caller = await broker.ConnectAsync();

        await caller.OpenAsync(1, "bob", Wait);

        Assert.Equal(PeerErrorCode.PolicyFailed, (await caller.ExpectRefusedAsync(1)).Code);
    }

    [Fact]
    public async Task CloseRoute_OfAWaitingRoute_EndsTheWaiting()
    {
        await using var broker = new TestBroker(o =>
        {
            o.AllowAnonymousPeers = true;
            o.MaxRoutesPerConnection = 4;
        }).Quiet();
        RawClient caller = await broker.ConnectAsync(), bob = await broker.ConnectAsync();
        int timers = broker.Clock.TimerCount;
        for (int i = 0; i < 20; i++)
        {
            await caller.OpenAsync(1, "bob", Wait);
            await WaitForAsync(broker, 1);
            await caller.SendAsync(1, new CloseRouteFrame(CloseReason.Abandoned, ""));
            await caller.ExpectClosedAsync(1);
            Assert.Equal(0, broker.Get<PeerTable>().WaiterCount);
            Assert.Equal(timers, broker.Clock.TimerCount);
        }

        await bob.RegisterAsync("bob");
        broker.Clock.Advance(Wait);

        await bob.SyncAsync();
        await caller.SyncAsync();
        Assert.True(caller.Session.Verdicts.TryBegin(1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EndOfTheOpener_EndsItsWaiting(bool leaves)
    {
        await using var broker = new TestBroker(TestBroker.Open).Quiet();
        RawClient caller = await broker.ConnectAsync(), bob = await broker.ConnectAsync();
        await caller.OpenAsync(1, "bob", Wait);
        await caller.OpenAsync(3, "carol", Wait);
        await WaitForAsync(broker, 2);

        await (leaves ? caller.LeaveAsync() : caller.CloseAsync().AsTask());
        await caller.BrokerSide.WaitAsync(RawClient.Deadline);

        Assert.Equal(0, broker.Get<PeerTable>().WaiterCount);
        await bob.RegisterAsync("bob");
        await bob.SyncAsync();
    }

    [Fact]
    [Trait("Must", "R-20")]
    public async Task Openers_OfOneTarget_AreServedInTheOrderOfTheirArrival()
    {
        await using var broker = new TestBroker(TestBroker.Open).Quiet();
        RawClient bob = await broker.ConnectAsync();
        for (int i = 0; i < 20; i++)
        {
            RawClient caller = await broker.ConnectAsync($"caller{i}");
            await caller.SendAsync(1, new OpenRouteFrame("bob", $"caller{i}", Wait, default));
            await WaitForAsync(broker, i + 1);
        }

        await bob.RegisterAsync("bob");

        for (int i = 0; i < 20; i++)
            Assert.Equal($"caller{i}", await ExpectOfferAsync(bob));
    }

    [Fact]
    [Trait("Must", "R-20")]
    public async Task Opener_WhoseTargetLeftAgainBeforeItWasAsked_GoesOnWaitingInItsOldPlace()
    {
        await using var broker = new TestBroker(TestBroker.Open).Quiet();
        var peers = broker.Get<PeerTable>();
        RawClient first = await broker.ConnectAsync("first"), second = await broker.ConnectAsync("second");
        RawClient fleeting = await broker.ConnectAsync(), bob = await broker.ConnectAsync();
        await first.SendAsync(1, new OpenRouteFrame("bob", "first", Wait, default));
        await WaitForAsync(broker, 1);
        var claim = new PeerClaim(fleeting.Session, "bob", new PeerOwner("", fleeting.Key, 1), default);
        IReadOnlyCollection<IPeerWaiter> told = peers.Take(claim, silent: null).Waiters;
        peers.ReleaseAll(fleeting.Session, reserve: false);
        fleeting.Session.Hop.End();
        await second.SendAsync(1, new OpenRouteFrame("bob", "second", Wait, default));
        await WaitForAsync(broker, 1);

        Assert.Single(told).OnRegistered(fleeting.Session);
        Assert.Equal(2, peers.WaiterCount);
        await bob.RegisterAsync("bob");

        Assert.Equal("first", await ExpectOfferAsync(bob));
        Assert.Equal("second", await ExpectOfferAsync(bob));
    }

    [Fact]
    public async Task Registration_RacingWithTheEndOfTheWait_AnswersEveryOpenerOnce()
    {
        await using var broker = new TestBroker(TestBroker.Open).Quiet();
        RawClient caller = await broker.ConnectAsync();
        for (int round = 0; round < 200; round++)
        {
            RawClient bob = await broker.ConnectAsync();
            await caller.OpenAsync(1, $"bob{round}", TimeSpan.FromMilliseconds(1));
            await WaitForAsync(broker, 1);

            Task registering = Task.Run(() => bob.RegisterAsync($"bob{round}"));
            broker.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await registering.WaitAsync(RawClient.Deadline);

            await ExpectOneAnswerAsync(caller, bob);
            await bob.LeaveAsync();
        }
    }

    // Either the opener was refused, and then nothing was offered; or it was offered, and then it is not refused.
    private static async Task ExpectOneAnswerAsync(RawClient caller, RawClient bob)
    {
        byte[] ping = Guid.NewGuid().ToByteArray()[..8];
        await bob.SendRawAsync(RawClient.Encode(FrameKind.Ping, 0, ping));
        ReceivedFrame? answer = await bob.ReceiveAsync();
        if (answer!.Kind == FrameKind.Pong)
        {
            await caller.ExpectRefusedAsync(1);
            return;
        }
        Assert.Equal(FrameKind.OpenRoute, answer.Kind);
        await bob.ExpectAsync(FrameKind.Pong);
        await bob.SendAsync(answer.Label, new RouteRefusedFrame(
            PeerErrorCode.ResourceExhausted, PeerErrorOrigin.CalleeRuntime, default, ""));
        Assert.Equal(PeerErrorCode.ResourceExhausted, (await caller.ExpectRefusedAsync(1)).Code);
    }

    private static async Task<string> ExpectOfferAsync(RawClient target)
    {
        ReceivedFrame offer = await target.ExpectAsync(FrameKind.OpenRoute);
        Assert.True(IncomingRouteFrame.TryRead(offer.Body, out IncomingRouteFrame incoming));
        return incoming.OpenerId;
    }

    private static byte[] Refused(string target)
    {
        var writer = new WireWriter();
        new RouteRefusedFrame(
            PeerErrorCode.PeerNotFound, PeerErrorOrigin.Broker, default, $"Peer not found: '{target}'.").Write(writer);
        return writer.Written.ToArray();
    }

    private static Task WaitForAsync(TestBroker broker, int waiting) =>
        broker.WaitForAsync(() => broker.Get<PeerTable>().WaiterCount == waiting);
}
