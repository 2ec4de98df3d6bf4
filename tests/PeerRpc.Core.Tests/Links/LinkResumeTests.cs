using PeerRpc.Core.Links;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Links;

/// <summary>What is written, counted and dropped when a link goes from one path to another.</summary>
public class LinkResumeTests
{
    private readonly ResumingPair _pair = new();

    [Fact]
    [Trait("Must", "L-35")]
    public void Replay_OfWhatWasLost_IsTheSameBytesInTheirOrder()
    {
        for (int i = 0; i < 50; i++)
            Send(i, 100 + (i * 700));
        List<byte[]> lost = [.. _pair.Left.Path.TakeAll()];

        _pair.Resume();

        Assert.Equal(lost, Counted(_pair.Left));
    }

    [Fact]
    [Trait("Must", "L-35")]
    public void Replay_StandsBeforeWhatWaitedForThePath()
    {
        Send(1);
        Send(2);
        _pair.Ask();
        Send(3);
        Assert.Equal(0, _pair.Left.Path.Count);

        Finish();

        Assert.Equal([1, 2, 3], Received());
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
        Assert.Equal(written, Counted(pair.Left).Count);
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
        Assert.Equal(0, Settle());
    }

    [Fact]
    [Trait("Must", "L-35")]
    [Trait("Must", "L-29")]
    public void Replay_WithLittleRoom_GoesOnWhereItStopped()
    {
        for (int i = 0; i < 10; i++)
            Send(i, 5000);
        _pair.Left.Path.TakeAll();
        _pair.Ask();
        Send(10);
        _pair.Answer();

        _pair.Prove(room: 0);
        Assert.Equal(0, _pair.Left.Path.Count);
        GiveRoom(1);
        _pair.GoOn();
        _pair.Right.Path.TakeAll();
        // An acknowledgement, ten frames that were lost and one that waited.
        for (int i = 0; i < 12; i++)
        {
            GiveRoom(1);
            Assert.Equal(1, _pair.Left.Path.Count);
            _pair.Left.DeliverTo(_pair.Right);
        }

        Assert.Equal(Enumerable.Range(0, 11), Received());
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

        Assert.Equal([lost], Counted(_pair.Left));
        Assert.Equal([true], owner.Written);
        Assert.Equal(0, owner.Abandoned);
    }

    [Fact]
    [Trait("Must", "L-35")]
    [Trait("Must", "L-37")]
    public void Replay_OfWhatIsAcknowledgedMeanwhile_IsWrittenAllTheSame()
    {
        for (int i = 1; i <= 6; i++)
            Send(i, 6000);
        _pair.Ask();
        _pair.DeliverOld(frames: 2);
        _pair.Answer();
        _pair.DeliverOld(frames: 2);
        _pair.Prove(room: 1);
        _pair.GoOn();

        // The acknowledgement of four frames comes before any of them has been written on this path.
        Assert.Equal(4ul, Ack(_pair.Right.Path.Take(), _pair.Left).Received);
        GiveRoom(int.MaxValue);

        Assert.Equal([3, 4, 5, 6], Counted(_pair.Left).Select(frame => (int)frame[LinkFrameHeader.Size]));
        _pair.Left.DeliverTo(_pair.Right);
        Assert.Equal([1, 2, 3, 4, 5, 6], Received());
        Assert.Equal(0, Settle());
    }

    [Fact]
    [Trait("Must", "L-36")]
    public void Replay_OfWhatCameAfterTheHello_IsDropped()
    {
        for (int i = 1; i <= 5; i++)
            Send(i);
        _pair.Ask();
        _pair.DeliverOld(frames: 1);
        _pair.Answer();
        _pair.DeliverOld(frames: 3);
        Assert.Equal(1ul, _pair.Stated);

        _pair.Prove();
        _pair.GoOn();
        Assert.Equal(4, Counted(_pair.Left).Count);
        _pair.Left.DeliverTo(_pair.Right);

        Assert.Equal([1, 2, 3, 4, 5], Received());
    }

    [Fact]
    [Trait("Must", "L-37")]
    [Trait("Must", "L-12")]
    public void Sent_OnANewPath_IsWhatWasWrittenThere()
    {
        for (int i = 1; i <= 3; i++)
            Send(i);
        _pair.Left.DeliverTo(_pair.Right);
        _pair.Right.Send(LinkFrameKind.Response, 1);
        _pair.Right.Path.TakeAll();
        _pair.Ask();
        _pair.Answer();
        _pair.Prove();

        // Nothing had to be replayed: sent is what the other side said that it had.
        Assert.Equal(3ul, Assert.Single(Acks(_pair.Left)).Sent);
        _pair.GoOn(room: 1);

        // The answer has found no room yet, so the other side has written nothing.
        AckFrame ack = Assert.Single(Acks(_pair.Right));
        Assert.Equal((3ul, 0ul), (ack.Received, ack.Sent));
    }

    [Fact]
    [Trait("Must", "L-34")]
    public void Acceptor_WithTheProof_AcknowledgesAtOnceAndBeforeItReplays()
    {
        _pair.Right.Send(LinkFrameKind.Response, 1);
        _pair.Right.Path.TakeAll();

        _pair.Resume();

        Assert.Equal(
            [LinkFrameKind.Ack, LinkFrameKind.Response],
            _pair.Right.Path.TakeAll().Select(frame => Wire.CutLink(frame)[0].Kind));
    }

    [Fact]
    [Trait("Must", "L-27")]
    public void Path_ThatWasLeft_IsNeitherReadNorWritten()
    {
        _pair.Right.Send(LinkFrameKind.Response, 7);
        byte[] late = _pair.Right.Path.Take();
        MemoryPath old = _pair.Left.Path;
        _pair.Ask();

        Send(1);
        Assert.Null(_pair.Left.Link.OnData(old, late, _pair.Left.Work));
        Assert.Null(_pair.Left.Link.OnData(old, [0xFF], _pair.Left.Work));
        _pair.Clock.Advance(TimeSpan.FromMinutes(1));
        Finish();
        Assert.Null(_pair.Left.Link.OnData(old, late, _pair.Left.Work));

        Assert.Equal(0, old.Count);
        Assert.Single(_pair.Left.Sink.Frames);
    }

    [Fact]
    [Trait("Must", "L-29")]
    public void Proof_WithoutRoom_IsWrittenBeforeAnythingElse()
    {
        Send(1);
        _pair.Left.Path.TakeAll();
        _pair.Ask();
        _pair.Answer();
        _pair.Prove(room: 0);
        Send(2);
        _pair.Clock.Advance(TimeSpan.FromMinutes(1));

        GiveRoom(int.MaxValue);

        List<byte[]> written = _pair.Left.Path.TakeAll();
        Assert.Equal(ResumingPair.Proof, written[0]);
        Assert.Equal(
            [LinkFrameKind.Ack, LinkFrameKind.Request, LinkFrameKind.Request],
            written.Skip(1).Select(frame => Wire.CutLink(frame)[0].Kind));
    }

    [Fact]
    [Trait("Must", "L-29")]
    public void Proof_WhosePathIsLeftBeforeItIsWritten_IsForgotten()
    {
        _pair.Ask();
        _pair.Answer();
        _pair.Prove(room: 0);
        _pair.Ask();

        _pair.OldLeftPath.Room = int.MaxValue;
        _pair.OldLeftPath.GiveRoom();
        Assert.Equal(0, _pair.OldLeftPath.Count);
        Finish();

        Send(1);
        _pair.Deliver();
        Assert.Equal([1], Received());
    }

    [Fact]
    [Trait("Must", "L-38")]
    public void Fault_WithoutProgressSinceTheLast_EndsTheLink()
    {
        Assert.False(_pair.Right.Link.OnFault());
        Assert.True(_pair.Right.Link.OnFault());
    }

    [Theory]
    [Trait("Must", "L-38")]
    [InlineData(true)]
    [InlineData(false)]
    public void Fault_AfterProgress_DoesNot(bool received)
    {
        BareLink end = received ? _pair.Right : _pair.Left;
        Assert.False(end.Link.OnFault());

        Send(1);
        _pair.Deliver();
        _pair.Clock.Advance(TimeSpan.FromSeconds(1));
        _pair.Deliver();

        Assert.False(end.Link.OnFault());
        Assert.True(end.Link.OnFault());
    }

    [Theory]
    [Trait("Must", "L-13")]
    [InlineData(4, 0)]
    [InlineData(0, 0)]
    [InlineData(1, -1)]
    public void Hello_ThatSaysWhatCannotBe_BeginsNoPath(ulong received, int credit)
    {
        for (int i = 1; i <= 3; i++)
            Send(i);
        ulong granted = _pair.Right.Link.Describe(default, default, [], []).Credit;
        Assert.Null(_pair.Left.Receive(Wire.Ack(1, 0, granted)));
        _pair.Ask();
        LinkHello hello = Hellos.Make(LinkHelloForm.ResumeReply, credit: granted + (ulong)credit) with
        {
            Received = received,
        };

        Assert.False(_pair.Left.Link.TryResume(_pair.Left.Path, hello, 0, ResumingPair.Proof));
        Assert.Equal(0, _pair.Left.Path.Count);
    }

    [Fact]
    [Trait("Must", "L-24")]
    [Trait("Must", "L-35")]
    public void MessageCredit_ThatIsOlderThanTheHello_IsReplayedAndTakesNothingBack()
    {
        _pair.Right.Sink.Keeps = true;
        Message(40_000);
        _pair.Left.DeliverTo(_pair.Right);
        _pair.Right.DeliverTo(_pair.Left);
        _pair.Right.Sink.ReleaseKept();
        Message(40_000);
        _pair.Left.DeliverTo(_pair.Right);
        _pair.Right.Sink.ReleaseKept();
        _pair.Right.Path.TakeAll();

        _pair.Resume();
        _pair.Deliver();

        Message(40_000);
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
        Assert.Equal(0, Settle());
    }

    [Fact]
    [Trait("Must", "L-40")]
    public void Clock_OfAHelloThatWasUnderWayForLong_DoesNotCount()
    {
        var clock = new LinkClock(_pair.Clock);
        clock.SetRemote(1000);
        long first = clock.FromRemote(2000);

        _pair.Clock.Advance(TimeSpan.FromSeconds(5));
        clock.SetRemote(2000);
        Assert.Equal(first, clock.FromRemote(2000));

        clock.SetRemote(7000);
        Assert.Equal(first - 1000, clock.FromRemote(2000));
    }

    private void Finish()
    {
        _pair.Answer();
        _pair.Prove();
        _pair.GoOn();
        _pair.Deliver();
    }

    // What is left to be kept when everything has been said.
    private long Settle()
    {
        for (int i = 0; i < 3; i++)
        {
            _pair.Deliver();
            _pair.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        return _pair.Left.Budget.Used + _pair.Right.Budget.Used;
    }

    private void Send(int mark, int bytes = 10)
    {
        byte[] body = new byte[bytes];
        body[0] = (byte)mark;
        _pair.Left.SendMessage(LinkFrameKind.Request, body);
    }

    private void Message(int bytes) => _pair.Left.SendMessage(LinkFrameKind.Request, new byte[bytes]);

    private void GiveRoom(int room)
    {
        _pair.Left.Path.Room = room;
        Assert.True(_pair.Left.Path.GiveRoom());
    }

    private IEnumerable<int> Received() => _pair.Right.Sink.Frames.Select(frame => (int)frame.Body[0]);

    private static List<byte[]> Counted(BareLink end)
    {
        List<byte[]> counted =
            [.. end.Path.TakeAll().Where(frame => Wire.CutLink(frame)[0].Kind >= LinkFrameHeader.FirstCounted)];
        foreach (byte[] frame in counted)
            end.Path.TryWrite(frame, default, end.Link);
        return counted;
    }

    private static List<AckFrame> Acks(BareLink end)
    {
        List<byte[]> all = end.Path.TakeAll();
        List<AckFrame> acks = [];
        foreach (byte[] frame in all)
        {
            (LinkFrameKind kind, byte[] body) = Wire.CutLink(frame)[0];
            if (kind == LinkFrameKind.Ack)
            {
                Assert.True(AckFrame.TryRead(body, out AckFrame ack));
                acks.Add(ack);
            }
            else if (kind == LinkFrameKind.Proof)
            {
                end.Path.TryWrite(frame, default, end.Link);
            }
        }
        return acks;
    }

    private static AckFrame Ack(byte[] frame, BareLink to)
    {
        Assert.True(AckFrame.TryRead(Wire.CutLink(frame)[0].Body, out AckFrame ack));
        Assert.Null(to.Receive(frame));
        return ack;
    }
}
