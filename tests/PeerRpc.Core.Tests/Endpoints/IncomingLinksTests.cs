using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using Xunit;

namespace PeerRpc.Core.Tests.Endpoints;

public class IncomingLinksTests
{
    private readonly Endpoint _endpoint = new();

    [Fact]
    [Trait("Must", "L-7")]
    [Trait("Must", "L-8")]
    public void Open_IsAnsweredWithItsNumberAndTheOneSerializer()
    {
        _endpoint.Open(2, Endpoint.Hello(7) with { Serializers = ["cbor", "json"] });

        (FrameHeader header, byte[] body) = Assert.Single(_endpoint.Take());
        Assert.Equal((FrameKind.RouteOpened, 2u), (header.Kind, header.Label));
        Assert.True(RouteOpenedFrame.TryRead(body, out RouteOpenedFrame opened));
        LinkHello reply = LinkHello.FromFrame(opened.Hello.Span)!;
        Assert.Equal((LinkHelloForm.OpenReply, 7ul), (reply.Form, reply.Number));
        Assert.Equal(["json"], reply.Serializers);
        Assert.Equal("", opened.AcceptorKey);
    }

    [Fact]
    [Trait("Must", "L-8")]
    public void Open_WithoutASerializerInCommon_IsInvalidArgument()
    {
        _endpoint.Open(2, Endpoint.Hello() with { Serializers = ["cbor"] });

        Assert.Equal(PeerErrorCode.InvalidArgument, Refusal().Code);
    }

    [Fact]
    [Trait("Must", "L-3")]
    public void Open_ThatCannotBeRead_IsAProtocolErrorOfTheRoute()
    {
        _endpoint.Open(2, [1, 2, 3]);

        Assert.Equal(PeerErrorCode.ProtocolError, Refusal().Code);
    }

    [Fact]
    [Trait("Must", "L-9")]
    public void Resume_OfALinkThatIsNotKnown_IsToldSoAndClosed()
    {
        _endpoint.Open(2, Endpoint.Hello(3, LinkHelloForm.Resume) with { Epoch = 4 });

        List<(FrameHeader Header, byte[] Body)> sent = _endpoint.Take();
        Assert.Equal([FrameKind.RouteOpened, FrameKind.CloseRoute], sent.Select(frame => frame.Header.Kind));
        Assert.True(RouteOpenedFrame.TryRead(sent[0].Body, out RouteOpenedFrame opened));
        Assert.True(LinkUnknownFrame.TryReadFirst(opened.Hello.Span, out LinkUnknownFrame unknown));
        Assert.Equal(new LinkUnknownFrame(3, 4), unknown);
    }

    [Fact]
    [Trait("Must", "L-3")]
    public void Open_WithAReply_IsAProtocolErrorOfTheRoute()
    {
        _endpoint.Open(2, Endpoint.Hello(form: LinkHelloForm.ResumeReply));

        Assert.Equal(PeerErrorCode.ProtocolError, Refusal().Code);
    }

    [Theory]
    [Trait("Must", "L-5")]
    [InlineData(4)]
    [InlineData(5)]
    public void Open_WithANumberThatIsNotHigher_IsRefusedAndTheLinkLives(ulong number)
    {
        _endpoint.Open(2, Endpoint.Hello(5));
        _endpoint.Take();

        _endpoint.Open(4, Endpoint.Hello(number));

        Assert.Equal(PeerErrorCode.Unavailable, Refusal().Code);
    }

    [Fact]
    [Trait("Must", "L-5")]
    public void Open_WithAHigherNumber_EndsTheOlderLink()
    {
        _endpoint.Open(2, Endpoint.Hello(5));
        _endpoint.Take();

        _endpoint.Open(4, Endpoint.Hello(6));

        List<(FrameHeader Header, byte[] Body)> sent = _endpoint.Take();
        Assert.Equal(
            [(FrameKind.CloseRoute, 2u), (FrameKind.RouteOpened, 4u)],
            sent.Select(frame => (frame.Header.Kind, frame.Header.Label)));
        Assert.Equal((byte)CloseReason.Superseded, sent[0].Body[0]);
    }

    [Theory]
    [Trait("Must", "L-6")]
    [InlineData("alice", "B")]
    [InlineData("", "A")]
    [InlineData("", "B")]
    public void Open_BySomebodyElseWithTheSameInstance_EndsNothing(string opener, string principal)
    {
        _endpoint.Open(2, Endpoint.Hello(5));
        _endpoint.Open(4, Endpoint.Hello(5), opener: "", principal: "C");
        _endpoint.Take();

        _endpoint.Open(6, Endpoint.Hello(ulong.MaxValue), opener, principal);

        Assert.Equal([FrameKind.RouteOpened], _endpoint.Take().Select(frame => frame.Header.Kind));
    }

    [Fact]
    public void Open_AfterTheLinkHasEnded_IsAccepted()
    {
        _endpoint.Open(2, Endpoint.Hello(5));
        _endpoint.Receive(2, new CloseRouteFrame(CloseReason.ConnectionLost, ""));
        _endpoint.Take();

        _endpoint.Open(2, Endpoint.Hello(5));

        Assert.Equal(FrameKind.RouteOpened, Assert.Single(_endpoint.Take()).Header.Kind);
    }

    [Fact]
    public void Close_EndsAllLinksAndRefusesNewOnes()
    {
        _endpoint.Open(2, Endpoint.Hello(5));
        _endpoint.Take();

        _endpoint.Incoming.Close((_, _) => new PeerRpcException(PeerErrorCode.ConnectionLost, ""));

        Assert.Equal((byte)CloseReason.Left, Assert.Single(_endpoint.Take()).Body[0]);
        _endpoint.Open(4, Endpoint.Hello(6));
        Assert.Equal(PeerErrorCode.Unavailable, Refusal().Code);
    }

    private RouteRefusedFrame Refusal()
    {
        (FrameHeader header, byte[] body) = Assert.Single(_endpoint.Take());
        Assert.Equal(FrameKind.RouteRefused, header.Kind);
        Assert.True(RouteRefusedFrame.TryRead(body, out RouteRefusedFrame refusal));
        return refusal;
    }
}
