using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;
using PeerRpc.Core.Routes;
using PeerRpc.Core.Tests.Fakes;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Core.Tests.Routes;

public class RouteTableTests
{
    private static readonly CloseRouteFrame Leave = new(CloseReason.Left, "done");

    private readonly FrameConnection _connection = new(new ScriptedTransport(), 1024 * 1024, new ManualClock(), WorkScheduler.Pool);
    private readonly FakeAcceptor _acceptor = new();
    private readonly RouteTable _table;

    public RouteTableTests() => _table = new RouteTable(_connection, _acceptor);

    [Fact]
    [Trait("Must", "R-1")]
    [Trait("Must", "R-2")]
    public void Take_UpToTheLimit_GivesOddLabelsBelowTwiceTheLimit()
    {
        uint[] labels = [.. Enumerable.Range(0, 4).Select(_ => _table.Take(new FakeUser(), 4)!.Label)];

        Assert.Equal([1u, 3u, 5u, 7u], labels);
        Assert.Null(_table.Take(new FakeUser(), 4));
    }

    [Theory]
    [Trait("Must", "R-1")]
    [Trait("Must", "R-3")]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    public void OpenRoute_OnALabelThatTheBrokerMayNotChoose_EndsTheConnection(uint label) =>
        AssertEnds(Receive(label, Offer()));

    [Fact]
    [Trait("Must", "R-3")]
    public void OpenRoute_OnALabelInUse_EndsTheConnection()
    {
        Assert.Null(Receive(2, Offer()));

        AssertEnds(Receive(2, Offer()));
    }

    [Fact]
    [Trait("Must", "R-7")]
    public void OpenRoute_Accepted_IsAnsweredOnceBeforeAnyDataOfTheLink()
    {
        _acceptor.Attach = route => route.TryWrite([1], [], new FakeUser());

        Assert.Null(Receive(2, Offer()));

        Assert.Equal([FrameKind.RouteOpened, FrameKind.Data], Sent().Select(frame => frame.Header.Kind));
    }

    [Fact]
    [Trait("Must", "R-7")]
    public void OpenRoute_Refused_IsAnsweredOnceAndTheLabelIsFree()
    {
        _acceptor.Refusal = new RouteRefusedFrame(
            PeerErrorCode.Unavailable, PeerErrorOrigin.CalleeRuntime, default, "");

        Assert.Null(Receive(2, Offer()));
        Assert.Null(Receive(2, Offer()));

        Assert.Equal([FrameKind.RouteRefused, FrameKind.RouteRefused], Sent().Select(frame => frame.Header.Kind));
    }

    [Fact]
    [Trait("Must", "R-7")]
    public void Answer_ThatNobodyWaitsFor_EndsTheConnection()
    {
        Open(new FakeUser());

        AssertEnds(Receive(1, new RouteOpenedFrame("", default)));
        AssertEnds(Receive(1, Refusal()));
        AssertEnds(Receive(3, new RouteOpenedFrame("", default)));
        AssertEnds(Receive(3, Refusal()));
    }

    [Fact]
    [Trait("Must", "R-9")]
    public void Data_BeforeTheRouteIsOpened_EndsTheConnection()
    {
        _table.Take(new FakeUser(), 4);

        AssertEnds(Data(1));
        AssertEnds(Data(3));
        AssertEnds(Data(2));
    }

    [Fact]
    [Trait("Must", "R-12")]
    public void CloseRoute_FromTheOtherSide_IsSentBackAndTheLabelIsFree()
    {
        var user = new FakeUser();
        Open(user);

        Assert.Null(Receive(1, Leave));

        (FrameHeader header, byte[] body) = Assert.Single(Sent());
        Assert.Equal(FrameKind.CloseRoute, header.Kind);
        Assert.Equal(Wire.Body(Leave), body);
        Assert.Equal(CloseReason.Left, user.Closed);
        Assert.Equal(1u, _table.Take(new FakeUser(), 4)!.Label);
    }

    [Fact]
    [Trait("Must", "R-12")]
    [Trait("Must", "R-14")]
    public void CloseRoute_ThatAnswersTheOwnOne_IsNotAnsweredAndOnlyThenTheLabelIsFree()
    {
        var user = new FakeUser();
        Route route = Open(user);
        route.Close(CloseReason.Left, "");
        Sent();
        Assert.Equal(3u, _table.Take(new FakeUser(), 4)!.Label);

        Assert.Null(Receive(1, Leave));

        Assert.Empty(Sent());
        Assert.Null(user.Closed);
        Assert.Equal(1u, _table.Take(new FakeUser(), 4)!.Label);
    }

    [Fact]
    [Trait("Must", "R-13")]
    public void Data_AfterTheOwnClose_IsDiscardedUntilTheEcho()
    {
        var user = new FakeUser();
        Open(user).Close(CloseReason.Left, "");

        Assert.Null(Data(1));
        Assert.Empty(user.Data);
        Receive(1, Leave);

        AssertEnds(Data(1));
    }

    [Fact]
    [Trait("Must", "R-13")]
    public void TryWrite_AfterTheOwnClose_WritesNothing()
    {
        Route route = Open(new FakeUser());
        route.Close(CloseReason.Left, "");

        Assert.False(route.TryWrite([1], [], new FakeUser()));

        Assert.Equal(FrameKind.CloseRoute, Assert.Single(Sent()).Header.Kind);
    }

    [Fact]
    [Trait("Must", "R-13")]
    public void TryWrite_AfterTheEchoOfTheOthersClose_WritesNothing()
    {
        Route route = Open(new FakeUser());
        Receive(1, Leave);

        Assert.False(route.TryWrite([1], [], new FakeUser()));

        Assert.Equal(FrameKind.CloseRoute, Assert.Single(Sent()).Header.Kind);
    }

    [Fact]
    [Trait("Must", "R-13")]
    public async Task TryWrite_RacingTheClose_NeverGetsBehindIt()
    {
        for (int i = 0; i < 200; i++)
        {
            Route route = Open(new FakeUser());
            Task writing = Task.Run(() => { while (route.TryWrite([1], [], new FakeUser())) { } });

            Receive(route.Label, Leave);

            await writing.WaitAsync(Wire.Deadline);
            Assert.Equal(FrameKind.CloseRoute, Sent()[^1].Header.Kind);
        }
    }

    [Fact]
    [Trait("Must", "R-15")]
    public void RouteRefused_CrossingTheOwnClose_CountsAsItsEcho()
    {
        var user = new FakeUser();
        _table.Take(user, 4)!.Close(CloseReason.Abandoned, "");

        Assert.Null(Receive(1, Refusal()));

        Assert.Null(user.Refused);
        Assert.Equal(1u, _table.Take(new FakeUser(), 4)!.Label);
    }

    [Fact]
    [Trait("Must", "R-15")]
    public void CloseRoute_CrossingTheOwnRefusal_IsDropped()
    {
        _acceptor.Refusal = new RouteRefusedFrame(
            PeerErrorCode.Unavailable, PeerErrorOrigin.CalleeRuntime, default, "");
        Receive(2, Offer());
        Sent();

        Assert.Null(Receive(2, Leave));

        Assert.Empty(Sent());
    }

    [Fact]
    public void RouteOpened_CrossingTheOwnClose_IsDiscarded()
    {
        var user = new FakeUser();
        _table.Take(user, 4)!.Close(CloseReason.Abandoned, "");

        Assert.Null(Receive(1, new RouteOpenedFrame("", default)));

        Assert.False(user.Opened);
    }

    [Fact]
    public void RouteRefused_WhileItIsWaitedFor_TellsTheUser()
    {
        var user = new FakeUser();
        _table.Take(user, 4);

        Assert.Null(Receive(1, Refusal()));

        Assert.Equal(PeerErrorCode.PeerNotFound, user.Refused!.Value.Code);
    }

    [Fact]
    [Trait("Must", "R-16")]
    public void Data_ThatBreaksTheLink_ClosesItsRouteOnly()
    {
        var user = new FakeUser { Fault = "no" };
        Open(user);

        Assert.Null(Data(1));

        Assert.True(CloseRouteFrame.TryRead(Assert.Single(Sent()).Body, out CloseRouteFrame close));
        Assert.Equal(new CloseRouteFrame(CloseReason.ProtocolError, "no"), close);
        Assert.Equal(CloseReason.ProtocolError, user.Closed);
    }

    [Theory]
    [Trait("Must", "F-9")]
    [InlineData((byte)FrameKind.Hello)]
    [InlineData((byte)FrameKind.Welcome)]
    [InlineData((byte)FrameKind.Authenticate)]
    [InlineData(0)]
    [InlineData(13)]
    [InlineData(255)]
    public void Frame_OfAKindThatDoesNotBelong_EndsTheConnection(byte kind) =>
        AssertEnds(_table.OnFrame(new FrameHeader((FrameKind)kind, 0, 0), []));

    [Theory]
    [Trait("Must", "F-10")]
    [InlineData((byte)FrameKind.OpenRoute, 2)]
    [InlineData((byte)FrameKind.RouteOpened, 1)]
    [InlineData((byte)FrameKind.RouteRefused, 1)]
    [InlineData((byte)FrameKind.CloseRoute, 1)]
    public void Frame_ThatCannotBeRead_EndsTheConnection(byte kind, uint label)
    {
        _table.Take(new FakeUser(), 4);

        AssertEnds(_table.OnFrame(new FrameHeader((FrameKind)kind, label, 1), [0xFF]));
    }

    [Fact]
    public void EndAll_TellsEveryRouteOnce()
    {
        var user = new FakeUser();
        Open(user);

        _table.EndAll(CloseReason.ConnectionLost, "");
        user.Closed = null;
        _table.EndAll(CloseReason.Left, "");

        Assert.Null(user.Closed);
    }

    private static IncomingRouteFrame Offer() => new("bob", "alice", PrincipalStamp.Anonymous, default);

    private static RouteRefusedFrame Refusal() => new(PeerErrorCode.PeerNotFound, PeerErrorOrigin.Broker, default, "");

    private static void AssertEnds(GoodbyeFrame? goodbye) => Assert.Equal(PeerErrorCode.ProtocolError, goodbye?.Code);

    private GoodbyeFrame? Receive<TFrame>(uint label, TFrame frame)
        where TFrame : IWireFrame
    {
        byte[] body = Wire.Body(frame);
        return _table.OnFrame(new FrameHeader(TFrame.Kind, label, body.Length), body);
    }

    private GoodbyeFrame? Data(uint label) => _table.OnFrame(new FrameHeader(FrameKind.Data, label, 1), [1]);

    private Route Open(FakeUser user)
    {
        Route route = _table.Take(user, 4)!;
        Assert.Null(Receive(route.Label, new RouteOpenedFrame("", default)));
        return route;
    }

    private List<(FrameHeader Header, byte[] Body)> Sent()
    {
        lock (_connection.Output.Gate)
            return Wire.Cut(_connection.Output.TakeAll());
    }
}
