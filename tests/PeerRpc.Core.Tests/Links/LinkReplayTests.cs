using PeerRpc.Core.Links;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Links;

/// <summary>What was lost with a path is written again on the next one, and what was not is dropped there.</summary>
public class LinkReplayTests
{
    private readonly ResumingPair _pair = new();

    [Fact]
    [Trait("Must", "L-35")]
    public void Replay_OfWhatWasLost_IsTheSameBytesInTheirOrder()
    {
        for (int i = 0; i < 50; i++)
            _pair.Send(i, 100 + (i * 700));
        List<byte[]> lost = [.. _pair.Left.Path.TakeAll()];

        _pair.Resume();

        Assert.Equal(lost, ResumingPair.TakeCounted(_pair.Left));
    }

    [Fact]
    [Trait("Must", "L-35")]
    public void Replay_StandsBeforeWhatWaitedForThePath()
    {
        _pair.Send(1);
        _pair.Send(2);
        _pair.Ask();
        _pair.Send(3);
        Assert.Equal(0, _pair.Left.Path.Count);

        _pair.Finish();

        Assert.Equal([1, 2, 3], _pair.Received);
    }

    [Fact]
    [Trait("Must", "L-35")]
    public void Replay_WithoutCredit_CostsNone()
    {
        var pair = new ResumingPair();
        int written = 0;
        while (pair.Left.Send(LinkFrameKind.Request, 8 * 1024))
            written++;
        pair.Left.Path.TakeAll();

        pair.Resume();

        // Every frame is there once, none in excess: what did not fit into the credit still waits for an Ack.
        Assert.Equal(written, ResumingPair.TakeCounted(pair.Left).Count);
    }

    [Fact]
    [Trait("Must", "L-15")]
    [Trait("Must", "L-35")]
    public void Replay_OfAllCredit_ArrivesAndLetsTheRestFollow()
    {
        int sent = 0;
        while (_pair.Left.Send(LinkFrameKind.Request, 8 * 1024))
            sent++;
        _pair.Left.Path.TakeAll();

        _pair.Resume();
        _pair.Deliver();
        _pair.Clock.Advance(TimeSpan.FromSeconds(1));
        _pair.Deliver();

        Assert.Equal(sent + 1, _pair.Right.Sink.Frames.Count);
        Assert.Equal(0, _pair.Settle());
    }

    [Fact]
    [Trait("Must", "L-35")]
    [Trait("Must", "L-29")]
    public void Replay_WithLittleRoom_GoesOnWhereItStopped()
    {
        for (int i = 0; i < 10; i++)
            _pair.Send(i, 5000);
        _pair.Left.Path.TakeAll();
        _pair.Ask();
        _pair.Send(10);
        _pair.Answer();

        _pair.Prove(room: 0);
        Assert.Equal(0, _pair.Left.Path.Count);
        _pair.GiveRoom(1);
        _pair.GoOn();
        _pair.Right.Path.TakeAll();
        // An acknowledgement, ten frames that were lost and one that waited.
        for (int i = 0; i < 12; i++)
        {
            _pair.GiveRoom(1);
            Assert.Equal(1, _pair.Left.Path.Count);
            _pair.Left.DeliverTo(_pair.Right);
        }

        Assert.Equal(Enumerable.Range(0, 11), _pair.Received);
    }

    [Fact]
    [Trait("Must", "L-35")]
    public void Replay_OfACallThatHasEnded_IsWrittenUnchanged()
    {
        var owner = new FakeOwner();
        _pair.Left.Send(LinkFrameKind.Request, 10, owner);
        byte[] lost = _pair.Left.Path.Take();
        owner.IsWanted = false;

        _pair.Resume();

        Assert.Equal([lost], ResumingPair.TakeCounted(_pair.Left));
        Assert.Equal([true], owner.Written);
        Assert.Equal(0, owner.Abandoned);
    }

    [Fact]
    [Trait("Must", "L-35")]
    [Trait("Must", "L-37")]
    public void Replay_OfWhatIsAcknowledgedMeanwhile_IsWrittenAllTheSame()
    {
        for (int i = 1; i <= 6; i++)
            _pair.Send(i, 6000);
        _pair.Ask();
        _pair.DeliverOld(frames: 2);
        _pair.Answer();
        _pair.DeliverOld(frames: 2);
        _pair.Prove(room: 1);
        _pair.GoOn();

        // The acknowledgement of four frames comes before any of them has been written on this path.
        Assert.Equal(4ul, Ack(_pair.Right.Path.Take(), _pair.Left).Received);
        _pair.GiveRoom(int.MaxValue);

        Assert.Equal(
            [3, 4, 5, 6], ResumingPair.TakeCounted(_pair.Left).Select(frame => (int)frame[LinkFrameHeader.Size]));
        _pair.Left.DeliverTo(_pair.Right);
        Assert.Equal([1, 2, 3, 4, 5, 6], _pair.Received);
        Assert.Equal(0, _pair.Settle());
    }

    [Fact]
    [Trait("Must", "L-36")]
    public void Replay_OfWhatCameAfterTheHello_IsDropped()
    {
        for (int i = 1; i <= 5; i++)
            _pair.Send(i);
        _pair.Ask();
        _pair.DeliverOld(frames: 1);
        _pair.Answer();
        _pair.DeliverOld(frames: 3);
        Assert.Equal(1ul, _pair.Stated);

        _pair.Prove();
        _pair.GoOn();
        Assert.Equal(4, ResumingPair.TakeCounted(_pair.Left).Count);
        _pair.Left.DeliverTo(_pair.Right);

        Assert.Equal([1, 2, 3, 4, 5], _pair.Received);
    }

    [Fact]
    [Trait("Must", "L-24")]
    [Trait("Must", "L-35")]
    public void MessageCredit_ThatIsOlderThanTheHello_IsReplayedAndTakesNothingBack()
    {
        _pair.Right.Sink.Keeps = true;
        _pair.Send(0, 40_000);
        _pair.Left.DeliverTo(_pair.Right);
        _pair.Right.DeliverTo(_pair.Left);
        _pair.Right.Sink.ReleaseKept();
        _pair.Send(0, 40_000);
        _pair.Left.DeliverTo(_pair.Right);
        _pair.Right.Sink.ReleaseKept();
        _pair.Right.Path.TakeAll();

        _pair.Resume();
        _pair.Deliver();

        _pair.Send(0, 40_000);
        _pair.Deliver();
        Assert.Equal(3, _pair.Right.Sink.Frames.Count);
    }

    [Fact]
    [Trait("Must", "L-35")]
    [Trait("Must", "L-21")]
    public void Message_ThatIsInterrupted_ArrivesWholeAndOnce()
    {
        byte[] body = new byte[300_000];
        new Random(1).NextBytes(body);
        _pair.Left.SendMessage(LinkFrameKind.Request, body);
        for (int i = 0; _pair.Right.Sink.Frames.Count == 0; i++)
        {
            // What stands before the chunk is an acknowledgement.
            for (int left = 2; left > 0 && _pair.Left.Path.Count > 0; left--)
                Assert.Null(_pair.Right.Receive(_pair.Left.Path.Take()));
            _pair.Resume();
            _pair.Right.DeliverTo(_pair.Left);
            _pair.Left.Path.GiveRoom();
            Assert.True(i < 100);
        }

        Assert.Equal(body, Assert.Single(_pair.Right.Sink.Frames).Body);
        Assert.Equal(0, _pair.Settle());
    }

    private static AckFrame Ack(byte[] frame, BareLink to)
    {
        Assert.True(AckFrame.TryRead(Wire.CutLink(frame)[0].Body, out AckFrame ack));
        Assert.Null(to.Receive(frame));
        return ack;
    }
}
