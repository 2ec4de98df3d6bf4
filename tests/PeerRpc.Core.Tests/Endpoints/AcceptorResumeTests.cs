using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Endpoints;

/// <summary>An acceptor whose opener comes back over other paths, or somebody who pretends to be that one.</summary>
public class AcceptorResumeTests
{
    private readonly ResumingAcceptor _acceptor = new();

    [Fact]
    [Trait("Must", "L-31")]
    public void Resume_IsAnsweredWithTheProofOfTheSecret()
    {
        uint first = _acceptor.Open();
        Send(first, 1, 2);

        OfferedPath path = _acceptor.Offer(3);

        LinkHello reply = path.ReplyHello;
        Assert.Equal(
            (LinkHelloForm.ResumeReply, ResumingAcceptor.Number, 3u, 2ul),
            (reply.Form, reply.Number, reply.Epoch, reply.Received));
        Assert.Equal(["json"], reply.Serializers);
        Assert.True(_acceptor.Secret.IsRight(
            reply.Proof.Span, LinkSide.Acceptor, path.Hello.ToFrame(), path.Reply));
    }

    [Fact]
    [Trait("Must", "L-31")]
    [Trait("Must", "L-36")]
    public void Resume_BeforeItsProof_ChangesNothing()
    {
        uint first = _acceptor.Open();
        Send(first, 1);
        OfferedPath path = _acceptor.Offer(1);

        Send(first, 2);

        Assert.Equal([2], Faults(_acceptor.TakeData(), first));
        // The opener may have taken it back, and acknowledge on the old path what it has there.
        Assert.Null(_acceptor.Endpoint.ReceiveData(first, Wire.Ack(2, 2, Hellos.Plenty)));
        Assert.Null(_acceptor.Endpoint.ReceiveData(path.Label, path.Proof));
    }

    [Fact]
    [Trait("Must", "L-36")]
    [Trait("Must", "L-35")]
    public void Frames_ThatCameBetweenHelloAndProof_AreNotTakenTwice()
    {
        uint first = _acceptor.Open();
        Send(first, 1);
        _acceptor.TakeData();
        OfferedPath path = _acceptor.Offer(1);
        Send(first, 2);
        _acceptor.Endpoint.Take();
        Assert.Equal(1ul, path.ReplyHello.Received);

        _acceptor.Endpoint.ReceiveData(
            path.Label, path.Proof, ResumingAcceptor.Request(2), ResumingAcceptor.Request(3));

        // The opener has received nothing: both answers are replayed, and only the third call is answered anew.
        Assert.Equal([1, 2, 3], Faults(_acceptor.TakeData(), path.Label));
    }

    [Fact]
    [Trait("Must", "L-34")]
    public void Proof_LeavesTheOldPathAndIsAcknowledgedAtOnce()
    {
        uint first = _acceptor.Open();
        Send(first, 1);
        OfferedPath path = _acceptor.Offer(1);
        Assert.DoesNotContain(_acceptor.TakeData(), frame => frame.Label == path.Label);

        Assert.Null(_acceptor.Endpoint.ReceiveData(path.Label, path.Proof));

        List<(FrameHeader Header, byte[] Body)> sent = _acceptor.Endpoint.Take();
        (FrameHeader header, byte[] body) = Assert.Single(sent, frame => frame.Header.Kind == FrameKind.CloseRoute);
        Assert.Equal((first, (byte)CloseReason.Superseded), (header.Label, body[0]));
        List<(uint Label, LinkFrameKind Kind, byte[] Body)> data = _acceptor.TakeData(sent);
        Assert.All(data, frame => Assert.Equal(path.Label, frame.Label));
        Assert.Equal([LinkFrameKind.Ack, LinkFrameKind.Fault], data.Select(frame => frame.Kind));
        Assert.True(AckFrame.TryRead(data[0].Body, out AckFrame ack));
        Assert.Equal((1ul, 0ul), (ack.Received, ack.Sent));
        // What had not been read of the old path means nothing any more.
        Assert.Null(_acceptor.Endpoint.ReceiveData(first, ResumingAcceptor.Request(2)));
        Assert.Empty(_acceptor.TakeData());
    }

    [Fact]
    [Trait("Must", "L-34")]
    public void OfferedPath_BeforeItsProof_IsNotWrittenTo()
    {
        uint first = _acceptor.Open();
        OfferedPath path = _acceptor.Offer(1);
        Send(first, 1, 2, 3);
        _acceptor.Clock.Advance(TimeSpan.FromSeconds(1));
        _acceptor.Close(first);
        _acceptor.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.DoesNotContain(_acceptor.TakeData(), frame => frame.Label == path.Label);
    }

    [Fact]
    [Trait("Must", "L-34")]
    public void Proof_OfALowerEpochThanTheCurrent_IsDroppedAndItsRouteClosed()
    {
        _acceptor.Open();
        OfferedPath low = _acceptor.Offer(1), high = _acceptor.Offer(2);
        _acceptor.Endpoint.ReceiveData(high.Label, high.Proof);
        Assert.Contains((FrameKind.CloseRoute, low.Label), Kinds());

        _acceptor.Endpoint.ReceiveData(low.Label, low.Proof, ResumingAcceptor.Request(1));

        Assert.Empty(_acceptor.Endpoint.Take());
        Send(high.Label, 1);
        Assert.Equal([1], Faults(_acceptor.TakeData(), high.Label));
    }

    [Fact]
    [Trait("Must", "L-34")]
    public void Proof_OfTheLowerOfTwoEpochs_LeavesTheHigherToBeProven()
    {
        _acceptor.Open();
        OfferedPath low = _acceptor.Offer(1), high = _acceptor.Offer(2);
        _acceptor.Endpoint.ReceiveData(low.Label, low.Proof);
        Send(low.Label, 1);
        Assert.DoesNotContain((FrameKind.CloseRoute, high.Label), Kinds());

        _acceptor.Endpoint.ReceiveData(high.Label, high.Proof, ResumingAcceptor.Request(1));

        Assert.Equal([1], Faults(_acceptor.TakeData(), high.Label));
    }

    [Fact]
    [Trait("Must", "L-34")]
    public void Proof_OfAnEpochThatIsProvenAlready_IsDroppedAndItsRouteClosed()
    {
        _acceptor.Open();
        OfferedPath one = _acceptor.Offer(1), same = _acceptor.Offer(1);
        _acceptor.Endpoint.ReceiveData(one.Label, one.Proof);
        _acceptor.Endpoint.Take();

        _acceptor.Endpoint.ReceiveData(same.Label, same.Proof);

        Assert.Equal([(FrameKind.CloseRoute, same.Label)], Kinds());
        Send(one.Label, 1);
        Assert.Equal([1], Faults(_acceptor.TakeData(), one.Label));
    }

    [Theory]
    [Trait("Must", "L-31")]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Resume_WhoseEpochIsNotAboveTheCurrent_IsRefused(uint epoch)
    {
        _acceptor.Open();
        OfferedPath path = _acceptor.Resume(2);
        _acceptor.Endpoint.Take();

        (FrameHeader header, byte[] body) = _acceptor.Ask(_acceptor.ResumeHello(epoch));

        Assert.Equal(FrameKind.RouteRefused, header.Kind);
        Assert.True(RouteRefusedFrame.TryRead(body, out RouteRefusedFrame refused));
        Assert.Equal(PeerErrorCode.Unavailable, refused.Code);
        Send(path.Label, 1);
        Assert.Equal([1], Faults(_acceptor.TakeData(), path.Label));
    }

    [Fact]
    [Trait("Must", "L-32")]
    public void Offers_BeyondFour_CostTheOldest()
    {
        uint first = _acceptor.Open();
        OfferedPath[] paths = [.. Enumerable.Range(1, 4).Select(epoch => _acceptor.Offer((uint)epoch))];
        Assert.Empty(_acceptor.Closed);

        OfferedPath fifth = _acceptor.Offer(5);

        Assert.Equal([(paths[0].Label, CloseReason.Superseded)], _acceptor.Closed);
        Send(first, 1);
        Assert.Equal([1], Faults(_acceptor.TakeData(), first));
        _acceptor.Endpoint.ReceiveData(paths[0].Label, paths[0].Proof);
        Assert.Empty(_acceptor.Endpoint.Take());
        _acceptor.Endpoint.ReceiveData(paths[2].Label, paths[2].Proof);
        Assert.Equal([1], Faults(_acceptor.TakeData(), paths[2].Label));
        _acceptor.Endpoint.ReceiveData(fifth.Label, fifth.Proof);
        Assert.Equal([1], Faults(_acceptor.TakeData(), fifth.Label));
    }

    [Theory]
    [Trait("Must", "L-33")]
    [Trait("Must", "L-2")]
    [InlineData("request")]
    [InlineData("ack")]
    [InlineData("wrong proof")]
    [InlineData("other epoch")]
    [InlineData("other number")]
    [InlineData("acceptor's proof")]
    [InlineData("proof of another path")]
    [InlineData("short proof")]
    [InlineData("unknown")]
    [InlineData("hello")]
    [InlineData("garbage")]
    public void OfferedPath_WithAnythingButItsProof_IsClosedAndTheLinkGoesOn(string wrong)
    {
        uint first = _acceptor.Open();
        OfferedPath other = _acceptor.Offer(1), path = _acceptor.Offer(2);
        _acceptor.Endpoint.Take();

        _acceptor.Endpoint.ReceiveData(path.Label, Forge(path, other, wrong));

        (FrameHeader header, byte[] body) = Assert.Single(_acceptor.Endpoint.Take());
        Assert.Equal(
            (FrameKind.CloseRoute, path.Label, (byte)CloseReason.ProtocolError),
            (header.Kind, header.Label, body[0]));
        Assert.Null(_acceptor.Endpoint.ReceiveData(path.Label, path.Proof));
        Send(first, 1);
        Assert.Equal([1], Faults(_acceptor.TakeData(), first));
        _acceptor.Endpoint.ReceiveData(other.Label, other.Proof);
        Assert.Equal([1], Faults(_acceptor.TakeData(), other.Label));
    }

    [Fact]
    [Trait("Must", "L-33")]
    public void Proof_OnThePathThatIsProvenAlready_IsAFault()
    {
        _acceptor.Open();
        OfferedPath path = _acceptor.Resume(1);
        _acceptor.Endpoint.Take();

        _acceptor.Endpoint.ReceiveData(path.Label, path.Proof);

        Assert.Equal([(FrameKind.CloseRoute, path.Label)], Kinds());
        Send(_acceptor.Resume(2).Label, 1);
    }

    [Theory]
    [Trait("Must", "L-9")]
    [Trait("Must", "L-6")]
    [InlineData("alice", "B", ResumingAcceptor.Number)]
    [InlineData("", "A", ResumingAcceptor.Number)]
    [InlineData("alice", "A", ResumingAcceptor.Number - 1)]
    [InlineData("alice", "A", ResumingAcceptor.Number + 1)]
    public void Resume_OfAnotherLink_IsToldThatItIsUnknown(string opener, string principal, ulong number)
    {
        uint first = _acceptor.Open();

        (FrameHeader header, byte[] body) = _acceptor.Ask(_acceptor.ResumeHello(1, number), opener, principal);

        Assert.True(RouteOpenedFrame.TryRead(body, out RouteOpenedFrame opened));
        Assert.True(LinkUnknownFrame.TryReadFirst(opened.Hello.Span, out LinkUnknownFrame unknown));
        Assert.Equal(new LinkUnknownFrame(number, 1), unknown);
        Assert.Equal([(header.Label, CloseReason.Superseded)], _acceptor.Closed);
        Assert.Null(_acceptor.Endpoint.ReceiveData(header.Label, [0xFF]));
        Send(first, 1);
        Assert.Equal([1], Faults(_acceptor.TakeData(), first));
    }

    private static byte[] Forge(OfferedPath path, OfferedPath other, string wrong)
    {
        ReadOnlyMemory<byte> right = path.Proof.AsMemory(LinkFrameHeader.Size + 12);
        LinkHello hello = path.Hello;
        byte[] flipped = right.ToArray();
        flipped[^1] ^= 1;
        return wrong switch
        {
            "request" => ResumingAcceptor.Request(1),
            "ack" => Wire.Ack(0, 0, Hellos.Plenty),
            "wrong proof" => new LinkProofFrame(hello.Number, hello.Epoch, flipped).ToFrame(),
            "other epoch" => new LinkProofFrame(hello.Number, hello.Epoch + 1, right).ToFrame(),
            "other number" => new LinkProofFrame(hello.Number + 1, hello.Epoch, right).ToFrame(),
            "acceptor's proof" => new LinkProofFrame(hello.Number, hello.Epoch, path.ReplyHello.Proof).ToFrame(),
            "proof of another path" => other.Proof,
            "short proof" => Wire.LinkFrame(LinkFrameKind.Proof, path.Proof.AsSpan(LinkFrameHeader.Size, 43)),
            "unknown" => new LinkUnknownFrame(hello.Number, hello.Epoch).ToFrame(),
            "hello" => hello.ToFrame(),
            _ => [0xFF, 0xFF],
        };
    }

    private void Send(uint label, params ulong[] calls) =>
        Assert.Null(_acceptor.Endpoint.ReceiveData(label, [.. calls.Select(ResumingAcceptor.Request)]));

    private List<(FrameKind Kind, uint Label)> Kinds() =>
        [.. _acceptor.Endpoint.Take().Where(frame => frame.Header.Kind != FrameKind.Data)
            .Select(frame => (frame.Header.Kind, frame.Header.Label))];

    // The calls that are answered on a path, each time that they are.
    private static IEnumerable<int> Faults(List<(uint Label, LinkFrameKind Kind, byte[] Body)> data, uint label) =>
        data.Where(frame => frame.Label == label && frame.Kind == LinkFrameKind.Fault)
            .Select(frame => (int)frame.Body[0]);
}
