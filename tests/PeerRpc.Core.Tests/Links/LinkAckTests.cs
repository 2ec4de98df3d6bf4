using PeerRpc.Core.Links;
using PeerRpc.Core.Tests.Fakes;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Core.Tests.Links;

public class LinkAckTests
{
    private static readonly TimeSpan AckAfter = new LinkSettings().AckAfter;

    [Fact]
    [Trait("Must", "L-10")]
    public void Frames_QueuedForWantOfRoom_AreNumberedWhenTheyAreWritten()
    {
        var pair = new LinkPair();
        pair.Left.Path.Room = 1;
        Assert.True(pair.Left.Send(LinkFrameKind.Request, 1));
        Assert.False(pair.Left.Send(LinkFrameKind.Request, 2));

        // An Ack of the left side tells how many it has written: one, although two were sent.
        pair.Left.Path.Room = int.MaxValue;
        pair.Right.Send(LinkFrameKind.Response, 1);
        pair.Right.DeliverTo(pair.Left);
        pair.Clock.Advance(AckAfter);

        List<AckFrame> acks = TakeAcks(pair.Left);
        Assert.Equal(1ul, Assert.Single(acks).Sent);
    }

    [Fact]
    [Trait("Must", "L-10")]
    [Trait("Must", "L-12")]
    public void Ack_BetweenFrames_StatesTheNumberWrittenBeforeIt()
    {
        var pair = new LinkPair();
        pair.Right.Send(LinkFrameKind.Response, 1);
        pair.Right.DeliverTo(pair.Left);
        pair.Left.Send(LinkFrameKind.Request, 1);
        pair.Left.Send(LinkFrameKind.Request, 1);
        pair.Clock.Advance(AckAfter);
        pair.Left.Send(LinkFrameKind.Request, 1);

        AckFrame ack = Assert.Single(TakeAcks(pair.Left));

        Assert.Equal(1ul, ack.Received);
        Assert.Equal(2ul, ack.Sent);
    }

    [Fact]
    [Trait("Must", "L-11")]
    public void Ack_AfterSomeTime_IsSentOnce()
    {
        var pair = new LinkPair();
        pair.Left.Send(LinkFrameKind.Request, 10);
        pair.Left.DeliverTo(pair.Right);
        Assert.Equal(0, pair.Right.Path.Count);

        pair.Clock.Advance(AckAfter - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, pair.Right.Path.Count);
        pair.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(1ul, Assert.Single(TakeAcks(pair.Right)).Received);
        Assert.True(pair.Right.Path.Flushes > 0);
        pair.Clock.Advance(10 * AckAfter);
        Assert.Equal(0, pair.Right.Path.Count);
    }

    [Fact]
    [Trait("Must", "L-11")]
    [Trait("Must", "L-16")]
    public void Ack_AfterAQuarterOfTheWindow_IsSentAtOnceAndReturnsTheCredit()
    {
        var pair = new LinkPair();
        pair.Right.Sink.Keeps = true;
        pair.Left.Send(LinkFrameKind.Request, (32 * 1024) - 4);
        pair.Left.Send(LinkFrameKind.Request, (32 * 1024) - 5);
        pair.Left.DeliverTo(pair.Right);
        Assert.Equal(0, pair.Right.Path.Count);

        pair.Left.Send(LinkFrameKind.Request, 0);
        pair.Left.DeliverTo(pair.Right);

        AckFrame ack = Assert.Single(TakeAcks(pair.Right));
        Assert.Equal(3ul, ack.Received);
        Assert.Equal((ulong)(256 * 1024) + (64 * 1024) + 3, ack.Credit);
    }

    [Fact]
    [Trait("Must", "L-10")]
    public void Ack_WithoutCredit_IsSentAllTheSame()
    {
        var clock = new ManualClock();
        var end = new BareLink(clock);
        end.Link.TryAttach(end.Path, Hellos.Make(credit: 0));
        Assert.Null(end.Receive(Wire.LinkFrame(LinkFrameKind.Request, [1])));

        clock.Advance(AckAfter);

        Assert.Equal(new AckFrame(1, 0, (ulong)(256 * 1024) + 5), Assert.Single(TakeAcks(end)));
    }

    [Fact]
    public void Ack_WithoutRoom_IsSentWhenThereIs()
    {
        var pair = new LinkPair();
        pair.Left.Send(LinkFrameKind.Request, 10);
        pair.Left.DeliverTo(pair.Right);
        pair.Right.Path.Room = 0;
        pair.Clock.Advance(AckAfter);

        pair.Right.Path.Room = 1;
        pair.Right.Path.GiveRoom();

        Assert.Equal(1ul, Assert.Single(TakeAcks(pair.Right)).Received);
    }

    [Theory]
    [Trait("Must", "L-12")]
    [InlineData(0)]
    [InlineData(2)]
    public void Ack_WhoseSentCountIsNotWhatCame_IsAFault(ulong sent)
    {
        var pair = new LinkPair();
        pair.Left.Send(LinkFrameKind.Request, 1);
        pair.Left.DeliverTo(pair.Right);

        Assert.NotNull(pair.Right.Receive(Wire.Ack(0, sent, Hellos.Plenty)));
    }

    [Fact]
    [Trait("Must", "L-13")]
    public void Ack_OfMoreThanWasSent_IsAFault()
    {
        var pair = new LinkPair();
        pair.Left.Send(LinkFrameKind.Request, 1);

        Assert.NotNull(pair.Left.Receive(Wire.Ack(2, 0, Hellos.Plenty)));
    }

    [Fact]
    [Trait("Must", "L-13")]
    public void Ack_OfLessThanBefore_IsAFault()
    {
        var pair = new LinkPair();
        pair.Left.Send(LinkFrameKind.Request, 1);
        pair.Left.Send(LinkFrameKind.Request, 1);
        Assert.Null(pair.Left.Receive(Wire.Ack(2, 0, Hellos.Plenty)));

        Assert.NotNull(pair.Left.Receive(Wire.Ack(1, 0, Hellos.Plenty)));
    }

    [Fact]
    [Trait("Must", "L-13")]
    public void Ack_ThatTakesCreditBack_IsAFault()
    {
        var pair = new LinkPair();
        Assert.Null(pair.Left.Receive(Wire.Ack(0, 0, Hellos.Plenty)));

        Assert.NotNull(pair.Left.Receive(Wire.Ack(0, 0, Hellos.Plenty - 1)));
    }

    [Fact]
    public void Ack_ThatCannotBeRead_IsAFault()
    {
        var pair = new LinkPair();

        Assert.NotNull(pair.Left.Receive(Wire.LinkFrame(LinkFrameKind.Ack, [0, 0])));
    }

    private static List<AckFrame> TakeAcks(BareLink end) =>
        [.. end.Path.TakeAll().SelectMany(bytes => Wire.CutLink(bytes))
            .Where(frame => frame.Kind == LinkFrameKind.Ack)
            .Select(frame => AckFrame.TryRead(frame.Body, out AckFrame ack)
                ? ack
                : throw new InvalidOperationException())];
}
