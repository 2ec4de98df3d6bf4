using PeerRpc.Core.Endpoints;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Tests.Fakes;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Core.Tests.Endpoints;

/// <summary>How long a link may be without a path, and what then becomes of its calls.</summary>
public class LinkWindowTests
{
    private static readonly TimeSpan Almost = ResumingOpener.Window - TimeSpan.FromSeconds(4);

    private readonly ResumingOpener _opener = new();

    [Fact]
    [Trait("Must", "L-39")]
    public async Task Opener_WhoseCalleeDoesNotComeBack_SaysThatItIsGone()
    {
        (Task<int> sent, uint label) = _opener.StartAttached();
        _opener.Break(label);
        Task<int> waiting = _opener.Start(2);

        RefuseFor(Almost);
        Assert.False(sent.IsCompleted || waiting.IsCompleted);
        RefuseFor(TimeSpan.FromSeconds(4));

        await ResumingOpener.FailsAsync(sent, PeerErrorCode.PeerGone, Executed.Maybe);
        await ResumingOpener.FailsAsync(waiting, PeerErrorCode.Unavailable, Executed.No);
        Assert.Empty(_opener.TakeAllAsked());
    }

    [Fact]
    [Trait("Must", "L-39")]
    public async Task Opener_WithoutAConnection_SaysThatItIsLost()
    {
        (Task<int> sent, _) = _opener.StartAttached();
        _opener.Endpoint.Disconnect();
        Task<int> waiting = _opener.Start(2);
        Task<int> other = _opener.Start(3, target: "carol");

        _opener.Clock.Advance(Almost);
        Assert.False(sent.IsCompleted || waiting.IsCompleted || other.IsCompleted);
        _opener.Clock.Advance(TimeSpan.FromSeconds(4));

        await ResumingOpener.FailsAsync(sent, PeerErrorCode.ConnectionLost, Executed.Maybe);
        await ResumingOpener.FailsAsync(waiting, PeerErrorCode.Unavailable, Executed.No);
        await ResumingOpener.FailsAsync(other, PeerErrorCode.Unavailable, Executed.No);
        PeerRpcException error = Assert.Throws<PeerRpcException>(() => { _ = _opener.Start(4); });
        Assert.Equal((PeerErrorCode.Unavailable, Executed.No), (error.Code, error.Executed));
    }

    [Fact]
    [Trait("Must", "L-39")]
    public async Task Window_WithAReplyButNoFrameBehindTheProof_RunsOn()
    {
        (Task<int> sent, uint label) = _opener.StartAttached();
        _opener.Break(label);
        _opener.Resume(_opener.TakeNextAsked());

        _opener.Clock.Advance(ResumingOpener.Window);

        await ResumingOpener.FailsAsync(sent, PeerErrorCode.PeerGone, Executed.Maybe);
        Assert.Equal(FrameKind.CloseRoute, Assert.Single(_opener.Endpoint.Take()).Header.Kind);
    }

    [Fact]
    [Trait("Must", "L-39")]
    public void Window_WithTheFirstFrameBehindTheProof_Stops()
    {
        (Task<int> sent, uint label) = _opener.StartAttached();
        _opener.Break(label);
        AskedRoute asked = _opener.TakeNextAsked();
        _opener.Resume(asked);

        Assert.Null(_opener.Endpoint.ReceiveData(asked.Label, Wire.Ack(1, 0, Hellos.Plenty)));
        _opener.Clock.Advance(2 * ResumingOpener.Window);

        Assert.False(sent.IsCompleted);
    }

    [Fact]
    [Trait("Must", "L-39")]
    public async Task Window_OverSeveralPaths_IsOne()
    {
        (Task<int> sent, uint label) = _opener.StartAttached();
        _opener.Break(label);
        for (int i = 0; i < 7; i++)
        {
            AskedRoute asked = _opener.TakeNextAsked();
            _opener.Resume(asked);
            _opener.Clock.Advance(TimeSpan.FromSeconds(2));
            _opener.Break(asked.Label);
        }
        Assert.False(sent.IsCompleted);

        _opener.Clock.Advance(TimeSpan.FromSeconds(2));

        await ResumingOpener.FailsAsync(sent, PeerErrorCode.PeerGone, Executed.Maybe);
    }

    [Fact]
    public void Wait_OfARoute_IsWhatRemainsOfTheWindow()
    {
        (_, uint label) = _opener.StartAttached();
        Assert.Equal(TimeSpan.Zero, Asked("carol").Wait);
        _opener.Break(label);

        AskedRoute resume = _opener.TakeNextAsked();
        Assert.InRange(resume.Frame.Wait, ResumingOpener.Window - TimeSpan.FromSeconds(2), ResumingOpener.Window);
        Assert.Equal(TimeSpan.Zero, Asked("dave").Wait);
    }

    [Fact]
    public void Wait_OfALinkThatIsOpenedAnew_IsWhatRemainsSinceTheConnectionWasLost()
    {
        _opener.Endpoint.Disconnect();
        _opener.Clock.Advance(TimeSpan.FromSeconds(10));
        _opener.Endpoint.Connect(ResumingOpener.Window);

        Assert.Equal(TimeSpan.FromSeconds(20), Asked("carol").Wait);
        _opener.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(TimeSpan.Zero, Asked("dave").Wait);
    }

    [Fact]
    public async Task Window_OfZero_ResumesNothing()
    {
        _opener.Endpoint.Connect(TimeSpan.Zero);
        (Task<int> sent, uint label) = _opener.StartAttached();

        _opener.Break(label);

        await ResumingOpener.FailsAsync(sent, PeerErrorCode.PeerGone, Executed.Maybe);
        _opener.Clock.Advance(ResumingOpener.Window);
        Assert.Empty(_opener.TakeAllAsked());
    }

    [Fact]
    public void Connection_ThatComesBack_ResumesThoseWithCallsFirst()
    {
        foreach (string target in (string[])["bob", "carol", "dave"])
        {
            _ = _opener.Start(1, target: target);
            AskedRoute asked = _opener.TakeAsked();
            _opener.Accept(asked);
            if (target != "carol")
                _opener.Respond(asked.Label, 1);
        }
        _opener.Endpoint.Disconnect();

        _opener.Endpoint.Connect(ResumingOpener.Window);

        List<AskedRoute> all = _opener.TakeAllAsked();
        Assert.Equal(3, all.Count);
        Assert.Equal("carol", all[0].Frame.TargetId);
        Assert.All(all, asked => Assert.Equal((LinkHelloForm.Resume, 1u), (asked.Hello.Form, asked.Hello.Epoch)));
    }

    [Fact]
    public void Connection_OverWhichAnIdIsStillToBeRegistered_ResumesItsLinksOnlyThen()
    {
        _opener.StartAttached();
        _opener.Endpoint.Disconnect();

        _opener.Endpoint.Connect(ResumingOpener.Window, awaited: ["alice", "other"]);
        _ = _opener.Start(2, target: "carol");
        Assert.Empty(_opener.TakeAllAsked());
        _opener.Endpoint.Outgoing.StopAwaiting("other");
        Assert.Empty(_opener.TakeAllAsked());

        _opener.Endpoint.Outgoing.StopAwaiting("alice");

        List<AskedRoute> all = _opener.TakeAllAsked();
        Assert.Equal(
            [("bob", LinkHelloForm.Resume), ("carol", LinkHelloForm.Open)],
            all.Select(asked => (asked.Frame.TargetId, asked.Hello.Form)).Order());
        _opener.Endpoint.Outgoing.StopAwaiting("alice");
        Assert.Empty(_opener.TakeAllAsked());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Connection_LostInAnyState_IsFollowedByTheNext(int state)
    {
        Task<int> call = _opener.Start();
        AskedRoute asked = _opener.TakeAsked();
        if (state > 0)
            _opener.Accept(asked);
        if (state > 1)
        {
            _opener.Break(asked.Label);
            if (state > 2)
                asked = _opener.TakeNextAsked();
            if (state > 3)
                _opener.Resume(asked);
        }

        _opener.Endpoint.Disconnect();
        _opener.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(_opener.TakeAllAsked());
        _opener.Endpoint.Connect(ResumingOpener.Window);

        AskedRoute next = _opener.TakeAsked();
        Assert.Equal(state > 0 ? LinkHelloForm.Resume : LinkHelloForm.Open, next.Hello.Form);
        if (state == 0)
            _opener.Accept(next);
        else
            _opener.Answer(next, _opener.Reply(next));
        Assert.Single(_opener.TakeData(), frame => frame.Kind == LinkFrameKind.Request);
        Assert.False(call.IsCompleted);
    }

    [Fact]
    public void Id_ThatIsRegisteredAfterTheWindow_LetsItsCallsWait()
    {
        _opener.Endpoint.Disconnect();
        _opener.Clock.Advance(2 * ResumingOpener.Window);
        _opener.Endpoint.Connect(ResumingOpener.Window, awaited: "alice");

        Task<int> call = _opener.Start();
        Assert.False(call.IsCompleted);
        _opener.Endpoint.Outgoing.StopAwaiting("alice");

        _opener.Accept(_opener.TakeAsked());
        Assert.Contains(_opener.TakeData(), frame => frame.Kind == LinkFrameKind.Request);
    }

    [Fact]
    [Trait("Must", "L-39")]
    public void Window_WhoseTimerFiresTooEarly_IsOverAMomentLater()
    {
        var timers = new ManualClock();
        int over = 0;
        LinkWindow? window = null;
        window = new LinkWindow(new LaggingClock(timers), () => over += window!.HasExpired() ? 1 : 0);
        window.Start(ResumingOpener.Window);

        timers.Advance(ResumingOpener.Window);
        Assert.Equal((0, false), (over, window.IsOver));
        timers.Advance(TimeSpan.FromMilliseconds(50));

        Assert.Equal((1, true), (over, window.IsOver));
        window.Dispose();
        Assert.Equal(0, timers.TimerCount);
    }

    private OpenRouteFrame Asked(string target)
    {
        _ = _opener.Start(1, target: target);
        return _opener.TakeAllAsked().Single(asked => asked.Frame.TargetId == target).Frame;
    }

    // The broker does not find the callee, whenever it is asked.
    private void RefuseFor(TimeSpan span)
    {
        for (TimeSpan passed = TimeSpan.Zero; passed < span; passed += TimeSpan.FromSeconds(2))
        {
            _opener.Clock.Advance(TimeSpan.FromSeconds(2));
            foreach (AskedRoute asked in _opener.TakeAllAsked())
                Assert.Null(_opener.Endpoint.Receive(asked.Label, new RouteRefusedFrame(
                    PeerErrorCode.PeerNotFound, PeerErrorOrigin.Broker, default, "no")));
        }
    }
}
