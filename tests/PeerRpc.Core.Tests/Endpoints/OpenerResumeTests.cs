using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Endpoints;

/// <summary>An opener whose paths break, and what it believes of those who answer.</summary>
public class OpenerResumeTests
{
    private readonly ResumingOpener _opener = new();

    [Fact]
    [Trait("Must", "L-26")]
    [Trait("Must", "L-5")]
    public void Path_ThatBreaksBeforeTheReply_IsFollowedByANewOpening()
    {
        _ = _opener.Start();
        AskedRoute first = _opener.TakeAsked();

        _opener.Break(first.Label);

        AskedRoute second = _opener.TakeNextAsked();
        Assert.Equal((LinkHelloForm.Open, 0u), (second.Hello.Form, second.Hello.Epoch));
        Assert.True(second.Hello.Number > first.Hello.Number);
        Assert.False(second.Hello.Nonce.Span.SequenceEqual(first.Hello.Nonce.Span));
    }

    [Fact]
    [Trait("Must", "L-26")]
    public void Path_ThatBreaksAfterTheReply_IsFollowedByResumesOfRisingEpochs()
    {
        _ = _opener.Start();
        AskedRoute asked = _opener.TakeAsked();
        _opener.Accept(asked);
        ulong number = asked.Hello.Number;
        for (uint epoch = 1; epoch <= 4; epoch++)
        {
            _opener.Break(asked.Label);
            asked = _opener.TakeNextAsked();
            Assert.Equal(
                (LinkHelloForm.Resume, number, epoch), (asked.Hello.Form, asked.Hello.Number, asked.Hello.Epoch));
            if (epoch % 2 == 0)
                _opener.Resume(asked);
        }
    }

    [Fact]
    [Trait("Must", "L-29")]
    [Trait("Must", "L-35")]
    public void Reply_ThatIsRight_IsFollowedByTheProofAndThenByWhatIsMissing()
    {
        (_, uint label) = _opener.StartAttached();
        _opener.Break(label);
        _ = _opener.Start(2);
        AskedRoute asked = _opener.TakeNextAsked();
        byte[] reply = _opener.Reply(asked);

        _opener.Answer(asked, reply);

        List<(LinkFrameKind Kind, byte[] Body)> sent = _opener.TakeData();
        Assert.Equal(LinkFrameKind.Proof, sent[0].Kind);
        Assert.True(_opener.IsProof(sent[0].Body, asked, reply));
        Assert.Equal([1, 2], Requests(sent));
    }

    [Fact]
    [Trait("Must", "L-35")]
    public void Reply_OfOneWhoHasEverything_IsFollowedByNoReplay()
    {
        (_, uint label) = _opener.StartAttached();
        _opener.Break(label);
        _opener.Received = 1;

        Assert.Empty(Requests(_opener.Resume(_opener.TakeNextAsked())));
    }

    [Theory]
    [Trait("Must", "L-28")]
    [InlineData("instance")]
    [InlineData("number")]
    [InlineData("epoch")]
    [InlineData("older epoch")]
    [InlineData("form")]
    [InlineData("proof")]
    [InlineData("no proof")]
    [InlineData("other secret")]
    [InlineData("principal")]
    [InlineData("received")]
    [InlineData("garbage")]
    [InlineData("nothing")]
    public void Reply_ThatIsNotTheAcceptors_IsLeftForAnotherPath(string wrong)
    {
        (Task<int> call, uint label) = _opener.StartAttached();
        _opener.Break(label);
        AskedRoute asked = _opener.TakeNextAsked();

        _opener.Answer(asked, Forge(asked, wrong), wrong == "principal" ? "C" : ResumingOpener.Key);

        List<(FrameHeader Header, byte[] Body)> sent = _opener.Endpoint.Take();
        Assert.Equal([FrameKind.CloseRoute], sent.Select(frame => frame.Header.Kind));
        Assert.False(call.IsCompleted);
        // Whatever still comes on it means nothing.
        Assert.Null(_opener.Endpoint.ReceiveData(asked.Label, [0xFF]));
        AskedRoute next = _opener.TakeNextAsked();
        Assert.Equal(asked.Hello.Epoch + 1, next.Hello.Epoch);
        Assert.Equal([1], Requests(_opener.Resume(next)));
        _opener.Respond(next.Label, 1);
        Assert.False(_opener.Endpoint.Outgoing.HasCalls);
    }

    [Theory]
    [Trait("Must", "L-28")]
    [InlineData(PeerErrorCode.PeerNotFound)]
    [InlineData(PeerErrorCode.Unavailable)]
    [InlineData(PeerErrorCode.PolicyFailed)]
    [InlineData(PeerErrorCode.ProtocolError)]
    public void Resume_ThatIsRefused_IsTriedAgain(PeerErrorCode code)
    {
        (Task<int> call, uint label) = _opener.StartAttached();
        _opener.Break(label);
        AskedRoute asked = _opener.TakeNextAsked();

        _opener.Refuse(asked, code);

        Assert.Equal([1], Requests(_opener.Resume(_opener.TakeNextAsked())));
        Assert.False(call.IsCompleted);
    }

    [Fact]
    public async Task Resume_ThatIsForbidden_EndsTheLink()
    {
        (Task<int> call, uint label) = _opener.StartAttached();
        _opener.Break(label);

        _opener.Refuse(_opener.TakeNextAsked(), PeerErrorCode.PermissionDenied);

        await ResumingOpener.FailsAsync(call, PeerErrorCode.PermissionDenied, Executed.Maybe);
    }

    [Theory]
    [Trait("Must", "L-2")]
    [InlineData((byte)LinkFrameKind.Hello)]
    [InlineData((byte)LinkFrameKind.Proof)]
    [InlineData((byte)LinkFrameKind.Unknown)]
    [InlineData((byte)9)]
    public void Data_WithAFrameOfTheHandshake_ClosesThePathAndTheLinkGoesOn(byte kind)
    {
        (Task<int> call, uint label) = _opener.StartAttached();
        _opener.Endpoint.Take();
        byte[] body = (LinkFrameKind)kind == LinkFrameKind.Unknown
            ? new LinkUnknownFrame(1, 0).ToFrame()[LinkFrameHeader.Size..]
            : new byte[12];

        _opener.Endpoint.ReceiveData(label, Wire.LinkFrame((LinkFrameKind)kind, body));

        (FrameHeader header, byte[] close) = Assert.Single(_opener.Endpoint.Take());
        Assert.Equal((FrameKind.CloseRoute, (byte)CloseReason.ProtocolError), (header.Kind, close[0]));
        Assert.False(call.IsCompleted);
        Assert.Equal(LinkHelloForm.Resume, _opener.TakeNextAsked().Hello.Form);
    }

    [Theory]
    [Trait("Must", "L-38")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Fault_TheSecondWithoutProgress_EndsTheLink(bool foundHere)
    {
        (Task<int> call, uint label) = _opener.StartAttached();
        Break(label);
        AskedRoute asked = _opener.TakeNextAsked();
        _opener.Resume(asked);
        Assert.False(call.IsCompleted);

        Break(asked.Label);

        await ResumingOpener.FailsAsync(call, PeerErrorCode.ProtocolError, Executed.Maybe);
        _opener.Clock.Advance(ResumingOpener.Window);
        Assert.Empty(_opener.TakeAllAsked());

        void Break(uint path)
        {
            if (foundHere)
                _opener.Endpoint.ReceiveData(path, Wire.LinkFrame(LinkFrameKind.Ack, [0xFF]));
            else
                _opener.Break(path, CloseReason.ProtocolError);
        }
    }

    [Fact]
    [Trait("Must", "L-38")]
    public void Fault_AgainAfterProgress_IsFollowedByAnotherPath()
    {
        (_, uint label) = _opener.StartAttached();
        _opener.Break(label, CloseReason.ProtocolError);
        AskedRoute asked = _opener.TakeNextAsked();
        _opener.Resume(asked);
        Assert.Null(_opener.Endpoint.ReceiveData(asked.Label, Wire.Ack(1, 0, Hellos.Plenty)));

        _opener.Break(asked.Label, CloseReason.ProtocolError);

        Assert.Equal(2u, _opener.TakeNextAsked().Hello.Epoch);
    }

    [Fact]
    [Trait("Must", "L-38")]
    public async Task Fault_OfAFrameThatIsSentAgain_EndsTheLinkTheSecondTime()
    {
        (Task<int> call, uint label) = _opener.StartAttached();
        byte[] wrong = Wire.LinkFrame(LinkFrameKind.Response, [0x63]);
        _opener.Endpoint.ReceiveData(label, wrong);
        AskedRoute asked = _opener.TakeNextAsked();
        Assert.Equal(0ul, asked.Hello.Received);
        _opener.Resume(asked);

        _opener.Endpoint.ReceiveData(asked.Label, wrong);

        await ResumingOpener.FailsAsync(call, PeerErrorCode.ProtocolError, Executed.Maybe);
    }

    [Theory]
    [InlineData((byte)CloseReason.Left, PeerErrorCode.PeerGone)]
    [InlineData((byte)CloseReason.PermissionDenied, PeerErrorCode.PermissionDenied)]
    public async Task Path_ClosedForGood_EndsTheLink(byte reason, PeerErrorCode code)
    {
        (Task<int> call, uint label) = _opener.StartAttached();

        _opener.Break(label, (CloseReason)reason);

        await ResumingOpener.FailsAsync(call, code, Executed.Maybe);
    }

    [Theory]
    [InlineData((byte)CloseReason.ConnectionLost)]
    [InlineData((byte)CloseReason.Congested)]
    [InlineData((byte)CloseReason.Superseded)]
    [InlineData((byte)CloseReason.Abandoned)]
    [InlineData((byte)200)]
    public void Path_ClosedForAReasonThatMayPass_IsFollowedByAnother(byte reason)
    {
        (_, uint label) = _opener.StartAttached();

        _opener.Break(label, (CloseReason)reason);

        Assert.Equal([1], Requests(_opener.Resume(_opener.TakeNextAsked())));
    }

    private byte[] Forge(AskedRoute asked, string wrong)
    {
        byte[] right = _opener.Reply(asked);
        switch (wrong)
        {
            case "instance":
                return _opener.Reply(asked, hello => hello with { Instance = Guid.NewGuid() });
            case "number":
                return _opener.Reply(asked, hello => hello with { Number = hello.Number + 1 });
            case "epoch":
                return _opener.Reply(asked, hello => hello with { Epoch = hello.Epoch + 1 });
            case "older epoch":
                return _opener.Reply(asked, hello => hello with { Epoch = hello.Epoch - 1 });
            case "form":
                return _opener.Reply(asked, hello => hello with { Form = LinkHelloForm.Resume });
            case "received":
                return _opener.Reply(asked, hello => hello with { Received = 2 });
            case "proof":
                right[^1] ^= 1;
                return right;
            case "no proof":
                return (LinkHello.FromFrame(right)! with { Proof = default }).ToFrame();
            case "other secret":
                var other = new LinkSecret(new byte[32], new byte[32]);
                byte[] proof = other.Prove(LinkSide.Acceptor, asked.Frame.Hello.Span, right);
                return (LinkHello.FromFrame(right)! with { Proof = proof }).ToFrame();
            case "garbage":
                return [1, 2, 3];
            case "nothing":
                return [];
            default:
                return right;
        }
    }

    private static IEnumerable<int> Requests(List<(LinkFrameKind Kind, byte[] Body)> frames) =>
        frames.Where(frame => frame.Kind == LinkFrameKind.Request).Select(frame => (int)frame.Body[0]);
}
