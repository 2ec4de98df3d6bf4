using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Endpoints;

/// <summary>When an acceptor's link ends, and what is said to an opener that comes later.</summary>
public class AcceptorEndTests
{
    private readonly ResumingAcceptor _acceptor = new();

    [Fact]
    [Trait("Must", "L-39")]
    public void Window_ThatIsOver_EndsTheLink()
    {
        uint first = _acceptor.Open();
        _acceptor.Close(first);

        _acceptor.Clock.Advance(ResumingAcceptor.MayBeAway - TimeSpan.FromSeconds(1));
        Assert.True(IsKnown(1));
        _acceptor.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False(IsKnown(2));
        Assert.Equal(0, _acceptor.Clock.TimerCount - new ResumingAcceptor().Clock.TimerCount);
    }

    [Fact]
    [Trait("Must", "L-39")]
    public void Window_WithAPathThatIsProvenInTime_Stops()
    {
        _acceptor.Close(_acceptor.Open());
        _acceptor.Clock.Advance(ResumingAcceptor.MayBeAway / 2);
        OfferedPath path = _acceptor.Resume(1);

        _acceptor.Clock.Advance(ResumingAcceptor.MayBeAway);

        Assert.True(IsKnown(2));
        _acceptor.Close(path.Label);
        _acceptor.Clock.Advance(ResumingAcceptor.MayBeAway);
        Assert.False(IsKnown(3));
    }

    [Fact]
    [Trait("Must", "L-9")]
    [Trait("Must", "L-39")]
    public void Proof_OfALinkThatHasEnded_IsToldSoAndWhatFollowsIsDropped()
    {
        _acceptor.Close(_acceptor.Open());
        OfferedPath path = _acceptor.Offer(1);
        _acceptor.Clock.Advance(ResumingAcceptor.MayBeAway);

        _acceptor.Endpoint.ReceiveData(path.Label, path.Proof, ResumingAcceptor.Request(1));

        List<(FrameHeader Header, byte[] Body)> sent = _acceptor.Endpoint.Take();
        Assert.Equal([FrameKind.Data, FrameKind.CloseRoute], sent.Select(frame => frame.Header.Kind));
        Assert.True(LinkUnknownFrame.TryReadFirst(sent[0].Body, out LinkUnknownFrame unknown));
        Assert.Equal(new LinkUnknownFrame(ResumingAcceptor.Number, 1), unknown);
        Assert.Equal(LinkFrameHeader.Size + 12, sent[0].Body.Length);
    }

    [Theory]
    [InlineData((byte)CloseReason.Left)]
    [InlineData((byte)CloseReason.PermissionDenied)]
    public void Path_ClosedForGood_EndsTheLink(byte reason)
    {
        uint first = _acceptor.Open();

        _acceptor.Close(first, (CloseReason)reason);

        Assert.False(IsKnown(1));
    }

    [Theory]
    [InlineData((byte)CloseReason.ConnectionLost)]
    [InlineData((byte)CloseReason.Congested)]
    [InlineData((byte)CloseReason.Superseded)]
    [InlineData((byte)CloseReason.ProtocolError)]
    public void Path_ClosedForAReasonThatMayPass_LeavesTheLink(byte reason)
    {
        uint first = _acceptor.Open();

        _acceptor.Close(first, (CloseReason)reason);

        Assert.True(IsKnown(1));
    }

    [Theory]
    [Trait("Must", "L-38")]
    [InlineData(true)]
    [InlineData(false)]
    public void Fault_TheSecondWithoutProgress_EndsTheLink(bool foundHere)
    {
        Break(_acceptor.Open());
        Break(_acceptor.Resume(1).Label);

        Assert.False(IsKnown(2));

        void Break(uint label)
        {
            if (foundHere)
                _acceptor.Endpoint.ReceiveData(label, Wire.Ack(0, 9, 0));
            else
                _acceptor.Close(label, CloseReason.ProtocolError);
        }
    }

    [Fact]
    [Trait("Must", "L-38")]
    public void Fault_AgainAfterProgress_LeavesTheLink()
    {
        _acceptor.Endpoint.ReceiveData(_acceptor.Open(), Wire.Ack(0, 9, 0));
        OfferedPath path = _acceptor.Resume(1);
        _acceptor.Endpoint.ReceiveData(path.Label, ResumingAcceptor.Request(1));

        _acceptor.Endpoint.ReceiveData(path.Label, Wire.Ack(0, 9, 0));

        Assert.True(IsKnown(2));
    }

    [Fact]
    public void OfferedPath_ThatIsClosed_LeavesTheLinkAsItWas()
    {
        uint first = _acceptor.Open();
        OfferedPath path = _acceptor.Offer(1);

        _acceptor.Close(path.Label, CloseReason.Left);

        _acceptor.Endpoint.ReceiveData(first, ResumingAcceptor.Request(1));
        Assert.Contains(_acceptor.TakeData(), frame => frame.Label == first && frame.Kind == LinkFrameKind.Fault);
        Assert.True(IsKnown(2));
    }

    [Fact]
    public void Connection_LostWithOffers_IsResumedOverTheNext()
    {
        _acceptor.Open();
        _acceptor.Offer(1);
        _acceptor.Offer(2);

        _acceptor.Endpoint.Disconnect();

        OfferedPath path = _acceptor.Resume(3);
        _acceptor.Endpoint.ReceiveData(path.Label, ResumingAcceptor.Request(1));
        Assert.Contains(_acceptor.TakeData(), frame => frame.Kind == LinkFrameKind.Fault);
    }

    [Fact]
    public void Connection_LostForTooLong_EndsTheLink()
    {
        _acceptor.Open();
        _acceptor.Endpoint.Disconnect();

        _acceptor.Clock.Advance(ResumingAcceptor.MayBeAway);

        Assert.False(IsKnown(1));
    }

    [Fact]
    [Trait("Must", "L-5")]
    public void Opening_WithAHigherNumber_ClosesTheOffersOfTheOldLink()
    {
        uint first = _acceptor.Open();
        OfferedPath offer = _acceptor.Offer(1);

        uint second = _acceptor.Open(ResumingAcceptor.Number + 1);

        Assert.Equal(
            [(first, CloseReason.Superseded), (offer.Label, CloseReason.Superseded)], _acceptor.Closed);
        _acceptor.Endpoint.ReceiveData(second, ResumingAcceptor.Request(1));
        Assert.Contains(_acceptor.TakeData(), frame => frame.Label == second && frame.Kind == LinkFrameKind.Fault);
        Assert.False(IsKnown(2));
    }

    [Fact]
    public void Id_ThatIsGivenUp_EndsItsLinksAlsoWithoutAPath()
    {
        _acceptor.Close(_acceptor.Open());
        OfferedPath offer = _acceptor.Offer(1);

        _acceptor.Endpoint.Incoming.Leave("bob");

        Assert.Equal(
            [(FrameKind.CloseRoute, offer.Label)],
            _acceptor.Endpoint.Take().Where(frame => frame.Header.Kind == FrameKind.CloseRoute)
                .Select(frame => (frame.Header.Kind, frame.Header.Label)));
        Assert.False(IsKnown(2));
    }

    [Fact]
    public void Window_OfZero_EndsTheLinkWithItsPath()
    {
        _acceptor.Endpoint.Incoming.MayBeAway = TimeSpan.Zero;

        _acceptor.Close(_acceptor.Open());

        Assert.False(IsKnown(1));
    }

    private bool IsKnown(uint epoch)
    {
        (FrameHeader header, byte[] body) = _acceptor.Ask(_acceptor.ResumeHello(epoch));
        Assert.Equal(FrameKind.RouteOpened, header.Kind);
        Assert.True(RouteOpenedFrame.TryRead(body, out RouteOpenedFrame opened));
        return !LinkUnknownFrame.TryReadFirst(opened.Hello.Span, out _);
    }
}
