using PeerRpc.Core.Links;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Links;

/// <summary>What is written, counted and dropped when a link goes from one path to another.</summary>
public class LinkResumeTests
{
    private readonly ResumingPair _pair = new();

    [Fact]
    [Trait("Must", "L-37")]
    [Trait("Must", "L-12")]
    public void Sent_OnANewPath_IsWhatWasWrittenThere()
    {
        for (int i = 1; i <= 3; i++)
            _pair.Send(i);
        _pair.Left.DeliverTo(_pair.Right);
        _pair.Right.Send(LinkFrameKind.Response, 1);
        _pair.Right.Path.TakeAll();
        _pair.Ask();
        _pair.Answer();
        _pair.Prove();

        // Nothing had to be replayed: sent is what the other side said that it had.
        Assert.Equal(3ul, Assert.Single(ResumingPair.TakeAcks(_pair.Left)).Sent);
        _pair.GoOn(room: 1);

        // The answer has found no room yet, so the other side has written nothing.
        AckFrame ack = Assert.Single(ResumingPair.TakeAcks(_pair.Right));
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

        _pair.Send(1);
        Assert.Null(_pair.Left.Link.OnData(old, late, _pair.Left.Work));
        Assert.Null(_pair.Left.Link.OnData(old, [0xFF], _pair.Left.Work));
        _pair.Clock.Advance(TimeSpan.FromMinutes(1));
        _pair.Finish();
        Assert.Null(_pair.Left.Link.OnData(old, late, _pair.Left.Work));

        Assert.Equal(0, old.Count);
        Assert.Single(_pair.Left.Sink.Frames);
    }

    [Fact]
    [Trait("Must", "L-29")]
    public void Proof_WithoutRoom_IsWrittenBeforeAnythingElse()
    {
        _pair.Send(1);
        _pair.Left.Path.TakeAll();
        _pair.Ask();
        _pair.Answer();
        _pair.Prove(room: 0);
        _pair.Send(2);
        _pair.Clock.Advance(TimeSpan.FromMinutes(1));

        _pair.GiveRoom(int.MaxValue);

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
        _pair.Finish();

        _pair.Send(1);
        _pair.Deliver();
        Assert.Equal([1], _pair.Received);
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

        _pair.Send(1);
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
            _pair.Send(i);
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
}
