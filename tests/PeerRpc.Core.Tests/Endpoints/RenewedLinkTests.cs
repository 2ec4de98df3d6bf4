using PeerRpc.Core.Calls;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Endpoints;

/// <summary>Links that can never be resumed: what was sent ends, what was not goes to the next link.</summary>
public class RenewedLinkTests
{
    private readonly ResumingOpener _opener = new();

    [Fact]
    [Trait("Must", "L-30")]
    [Trait("Must", "L-9")]
    public async Task Unknown_InPlaceOfTheReply_EndsWhatWasSentAndMovesTheRest()
    {
        (Task<int> sent, uint label) = _opener.StartAttached();
        _opener.Break(label);
        Task<int>[] waiting = [_opener.Start(2), _opener.Start(3), _opener.Start(4)];
        AskedRoute asked = _opener.TakeNextAsked();

        _opener.Answer(asked, Unknown(asked));

        await ResumingOpener.FailsAsync(sent, PeerErrorCode.PeerGone, Executed.Maybe);
        AskedRoute next = _opener.TakeAsked();
        Assert.Equal((LinkHelloForm.Open, 0u), (next.Hello.Form, next.Hello.Epoch));
        Assert.True(next.Hello.Number > asked.Hello.Number);
        Task<int> later = _opener.Start(5);
        _opener.Accept(next);
        Assert.Equal([1, 2, 3, 4], Requests().Select(request => request.Id));
        Assert.DoesNotContain(waiting, call => call.IsCompleted);
        for (ulong id = 1; id <= 4; id++)
            _opener.Respond(next.Label, id);
        Assert.False(_opener.Endpoint.Outgoing.HasCalls);
        Assert.False(later.IsFaulted);
    }

    [Fact]
    [Trait("Must", "L-30")]
    public async Task Unknown_BehindTheProof_EndsWhatWasSentAlsoOnThisPath()
    {
        (Task<int> first, uint label) = _opener.StartAttached();
        _opener.Break(label);
        Task<int> second = _opener.Start(2);
        AskedRoute asked = _opener.TakeNextAsked();
        _opener.Resume(asked);

        Assert.Null(_opener.Endpoint.ReceiveData(asked.Label, Unknown(asked)));

        await ResumingOpener.FailsAsync(first, PeerErrorCode.PeerGone, Executed.Maybe);
        await ResumingOpener.FailsAsync(second, PeerErrorCode.PeerGone, Executed.Maybe);
        Assert.Empty(_opener.TakeAllAsked());
    }

    [Theory]
    [Trait("Must", "L-30")]
    [Trait("Must", "L-28")]
    [InlineData("C", 0, 0)]
    [InlineData(ResumingOpener.Key, 1, 0)]
    [InlineData(ResumingOpener.Key, 0, 1)]
    [InlineData(ResumingOpener.Key, 0, -1)]
    public void Unknown_OfSomebodyElseOrOfAnotherPath_EndsNothing(string key, int number, int epoch)
    {
        (Task<int> call, uint label) = _opener.StartAttached();
        _opener.Break(label);
        AskedRoute asked = _opener.TakeNextAsked();
        var unknown = new LinkUnknownFrame(
            asked.Hello.Number + (ulong)number, (uint)(asked.Hello.Epoch + epoch));

        _opener.Answer(asked, unknown.ToFrame(), key);

        Assert.False(call.IsCompleted);
        AskedRoute next = _opener.TakeNextAsked();
        Assert.Equal(LinkHelloForm.Resume, next.Hello.Form);
        Assert.NotEmpty(_opener.Resume(next));
    }

    [Fact]
    [Trait("Must", "L-2")]
    [Trait("Must", "L-30")]
    public void Unknown_BehindOtherFrames_IsAFaultOfThePath()
    {
        (Task<int> call, uint label) = _opener.StartAttached();
        _opener.Break(label);
        AskedRoute asked = _opener.TakeNextAsked();
        _opener.Resume(asked);
        Assert.Null(_opener.Endpoint.ReceiveData(asked.Label, Wire.Ack(0, 0, Hellos.Plenty)));

        _opener.Endpoint.ReceiveData(asked.Label, Unknown(asked));

        Assert.False(call.IsCompleted);
        Assert.Equal(2u, _opener.TakeNextAsked().Hello.Epoch);
    }

    [Fact]
    [Trait("Must", "L-30")]
    public async Task Moved_Calls_KeepTheirDeadlines()
    {
        (_, uint label) = _opener.StartAttached();
        _opener.Clock.Advance(TimeSpan.FromSeconds(7));
        _opener.Break(label);
        Task<int> late = _opener.Start(2, TimeSpan.FromSeconds(20));
        Task<int> soon = _opener.Start(3, TimeSpan.FromSeconds(10));
        AskedRoute asked = _opener.TakeNextAsked();
        _opener.Answer(asked, Unknown(asked));
        AskedRoute next = _opener.TakeAsked();

        _opener.Clock.Advance(TimeSpan.FromSeconds(8));
        await ResumingOpener.FailsAsync(soon, PeerErrorCode.DeadlineExceeded, Executed.No);
        _opener.Accept(next);

        (_, ulong deadline) = Assert.Single(Requests());
        // On the clock of the new link, which began when the old one was found to be unknown.
        Assert.Equal(18_000ul, deadline);
        _opener.Clock.Advance(TimeSpan.FromSeconds(10));
        await ResumingOpener.FailsAsync(late, PeerErrorCode.DeadlineExceeded, Executed.Maybe);
    }

    [Fact]
    [Trait("Must", "L-30")]
    public void Moved_Calls_ThatHaveEndedMeanwhile_AreNotSent()
    {
        (_, uint label) = _opener.StartAttached();
        _opener.Break(label);
        _ = _opener.Start(2, TimeSpan.FromSeconds(1));
        _ = _opener.Start(3);
        AskedRoute asked = _opener.TakeNextAsked();

        _opener.Answer(asked, Unknown(asked));

        _opener.Accept(_opener.TakeAsked());
        Assert.Single(Requests());
    }

    [Fact]
    [Trait("Must", "L-30")]
    public async Task Moved_Calls_WhoseNewLinkFindsNobody_EndAsNotRun()
    {
        (_, uint label) = _opener.StartAttached();
        _opener.Break(label);
        Task<int> waiting = _opener.Start(2);
        AskedRoute asked = _opener.TakeNextAsked();
        _opener.Answer(asked, Unknown(asked));
        AskedRoute next = _opener.TakeAsked();

        _opener.Endpoint.Receive(
            next.Label, new RouteRefusedFrame(PeerErrorCode.PeerNotFound, PeerErrorOrigin.Broker, default, "no"));

        await ResumingOpener.FailsAsync(waiting, PeerErrorCode.PeerNotFound, Executed.No);
    }

    [Fact]
    public async Task LinkToTheBroker_WhoseConnectionIsLost_IsOpenedAnew()
    {
        Task<int> sent = _opener.Start(1, target: "");
        AskedRoute asked = _opener.TakeAsked();
        _opener.Accept(asked);
        _opener.Endpoint.Disconnect();
        Task<int> waiting = _opener.Start(2, target: "");

        await ResumingOpener.FailsAsync(sent, PeerErrorCode.ConnectionLost, Executed.Maybe);
        _opener.Endpoint.Connect(ResumingOpener.Window);

        AskedRoute next = _opener.TakeAsked();
        Assert.Equal((LinkHelloForm.Open, ""), (next.Hello.Form, next.Frame.TargetId));
        _opener.Accept(next);
        Assert.Single(Requests());
        Assert.False(waiting.IsCompleted);
    }

    [Fact]
    public void LinkToTheBroker_ThatHasNotSentItsCalls_MovesThem()
    {
        Task<int> waiting = _opener.Start(1, target: "");
        _opener.TakeAsked();

        _opener.Endpoint.Disconnect();
        _opener.Endpoint.Connect(ResumingOpener.Window);

        AskedRoute next = _opener.TakeAsked();
        Assert.Equal(LinkHelloForm.Open, next.Hello.Form);
        _opener.Accept(next);
        Assert.Single(Requests());
        Assert.False(waiting.IsCompleted);
    }

    private static byte[] Unknown(AskedRoute asked) =>
        new LinkUnknownFrame(asked.Hello.Number, asked.Hello.Epoch).ToFrame();

    private List<(ulong Id, ulong Deadline)> Requests()
    {
        List<(ulong, ulong)> requests = [];
        foreach ((LinkFrameKind kind, byte[] body) in _opener.TakeData())
        {
            if (kind != LinkFrameKind.Request)
                continue;
            Assert.True(RequestHead.TryRead(body, out RequestHead head));
            requests.Add((head.Id, head.Deadline));
        }
        return requests;
    }
}
