using FsCheck;
using FsCheck.Fluent;
using PeerRpc.Core.Links;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Links;

public class LinkMessageTests
{
    private const int Large = 200 * 1024;

    [Fact]
    public void Message_AnyLengths_ArriveWhole() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(MessageAssembler.ShortestMessage + 1, 300_000).ListOf(5).ToArbitrary(),
        static lengths =>
        {
            var pair = new LinkPair();
            byte[][] bodies = [.. lengths.Select((length, i) => Pattern(length, i))];
            foreach (byte[] body in bodies)
                pair.Left.SendMessage(LinkFrameKind.Request, body);
            pair.Deliver();
            return bodies.All(body => pair.Right.Sink.Frames.Exists(frame => frame.Body.AsSpan().SequenceEqual(body)))
                && pair.Right.Sink.Frames.Count == bodies.Length;
        }));

    [Fact]
    public void SmallFrame_BehindALargeMessage_PassesIt()
    {
        var pair = new LinkPair();
        pair.Left.SendMessage(LinkFrameKind.Request, new byte[2 * 1024 * 1024]);
        pair.Left.Send(LinkFrameKind.Request, 10);

        pair.Deliver();

        Assert.Equal([10, 2 * 1024 * 1024], pair.Right.Sink.Frames.Select(frame => frame.Body.Length));
    }

    [Fact]
    public void Messages_Several_TakeTurns()
    {
        var pair = new LinkPair();
        pair.Left.Path.Room = 0;
        pair.Left.SendMessage(LinkFrameKind.Request, new byte[Large]);
        pair.Left.SendMessage(LinkFrameKind.Request, new byte[Large]);
        pair.Left.Path.Room = int.MaxValue;
        pair.Left.Path.GiveAllRoom();

        List<byte[]> frames = pair.Left.Path.TakeAll();

        Assert.Equal([1, 2, 1], frames.Select(frame => (int)frame[LinkFrameHeader.Size]));
    }

    [Fact]
    public void Chunk_OfOneTurn_IsOneAndTheLinkAsksForAnother()
    {
        var pair = new LinkPair();

        pair.Left.SendMessage(LinkFrameKind.Request, new byte[Large]);

        Assert.Equal(1, pair.Left.Path.Count);
        Assert.True(pair.Left.Path.HasWaiter);
    }

    [Fact]
    public void Chunk_WithoutRoom_IsWrittenWhenThereIs()
    {
        var pair = new LinkPair();
        pair.Left.Path.Room = 0;
        pair.Left.SendMessage(LinkFrameKind.Request, new byte[Large]);
        Assert.Equal(0, pair.Left.Path.Count);

        pair.Left.Path.Room = int.MaxValue;
        pair.Deliver();

        Assert.Single(pair.Right.Sink.Frames);
    }

    [Fact]
    [Trait("Must", "L-23")]
    [Trait("Must", "L-24")]
    public void Message_WithoutCreditForTheWhole_WaitsUntilOthersAreConsumed()
    {
        var pair = new LinkPair(right: new LinkSettings { Reassembly = Large + 100 });
        pair.Right.Sink.Keeps = true;
        pair.Left.SendMessage(LinkFrameKind.Request, new byte[Large]);
        pair.Left.SendMessage(LinkFrameKind.Request, new byte[Large]);
        pair.Deliver();
        Assert.Single(pair.Right.Sink.Frames);

        pair.Right.Sink.ReleaseKept();
        pair.Deliver();

        Assert.Equal(2, pair.Right.Sink.Frames.Count);
    }

    [Fact]
    [Trait("Must", "L-24")]
    public void ChunkCredit_ThatTakesBackWhatWasGranted_IsAFault()
    {
        var pair = new LinkPair();
        Assert.Null(pair.Left.Receive(Wire.LinkFrame(LinkFrameKind.ChunkCredit, [0xFF, 0xFF, 0xFF, 0x7F])));

        Assert.NotNull(pair.Left.Receive(Wire.LinkFrame(LinkFrameKind.ChunkCredit, [1])));
        Assert.NotNull(new LinkPair().Left.Receive(Wire.LinkFrame(LinkFrameKind.ChunkCredit, [])));
    }

    [Fact]
    [Trait("Must", "L-24")]
    public void ChunkCredit_ReplayedBehindAHelloThatStatesMore_IsNoFault()
    {
        var pair = new LinkPair();
        pair.Left.Link.LeavePath();
        LinkHello less = Hellos.Make(LinkHelloForm.ResumeReply, messageCredit: 1000);
        Assert.False(pair.Left.Link.TryResume(pair.Left.Path, less, stated: 0, proof: null));
        LinkHello more = Hellos.Make(LinkHelloForm.ResumeReply);
        Assert.True(pair.Left.Link.TryResume(pair.Left.Path, more, stated: 0, proof: null));

        Assert.Null(pair.Left.Receive(Wire.LinkFrame(LinkFrameKind.ChunkCredit, [0xFF, 0x7F])));
        Assert.NotNull(pair.Left.Receive(Wire.LinkFrame(LinkFrameKind.ChunkCredit, [0xFE, 0x7F])));
    }

    [Fact]
    [Trait("Must", "L-25")]
    public void Credit_ByDefault_HoldsTheLargestMessage()
    {
        var settings = new LinkSettings();

        Assert.True(new MessageAssembler(settings).Credit >= settings.Limits.Message);
    }

    [Fact]
    [Trait("Must", "L-22")]
    public void Message_GivenUpAfterItBegan_IsAbandonedAndItsCreditComesBack()
    {
        var pair = new LinkPair(right: new LinkSettings { Reassembly = Large });
        var owner = new FakeOwner();
        pair.Left.SendMessage(LinkFrameKind.Request, new byte[Large], owner);
        owner.IsWanted = false;

        pair.Deliver();

        Assert.Empty(pair.Right.Sink.Frames);
        Assert.Equal(1, owner.Abandoned);
        Assert.DoesNotContain(true, owner.Written);
        pair.Left.SendMessage(LinkFrameKind.Request, new byte[Large]);
        pair.Deliver();
        Assert.Single(pair.Right.Sink.Frames);
    }

    [Fact]
    public void Message_GivenUpBeforeItBegan_IsNeverSentAndTakesNoCredit()
    {
        var pair = new LinkPair(right: new LinkSettings { Reassembly = Large });
        pair.Left.Path.Room = 0;
        var owner = new FakeOwner();
        pair.Left.SendMessage(LinkFrameKind.Request, new byte[Large], owner);
        pair.Left.SendMessage(LinkFrameKind.Request, new byte[Large]);
        owner.IsWanted = false;

        pair.Left.Path.Room = int.MaxValue;
        pair.Deliver();

        Assert.Single(pair.Right.Sink.Frames);
        Assert.Equal(1, owner.Abandoned);
        Assert.Empty(owner.Written);
    }

    [Fact]
    public void Owner_OfAMessage_IsToldWhenTheWholeIsWritten()
    {
        var pair = new LinkPair();
        var owner = new FakeOwner();

        pair.Left.SendMessage(LinkFrameKind.Request, new byte[150_000], owner);
        pair.Deliver();

        Assert.Equal([false, false, true], owner.Written);
    }

    [Fact]
    public void Frame_GivenUpWhileItWaits_IsNotSent()
    {
        var pair = new LinkPair();
        pair.Left.Path.Room = 0;
        var owner = new FakeOwner();
        pair.Left.Send(LinkFrameKind.Request, 10, owner);
        owner.IsWanted = false;

        pair.Left.Path.Room = int.MaxValue;
        pair.Deliver();

        Assert.Empty(pair.Right.Sink.Frames);
        Assert.Equal(1, owner.Abandoned);
    }

    [Fact]
    public void Frame_WhoseOwnerStartsALargeMessageWhenItIsGivenUp_IsGivenUpOnce()
    {
        var pair = new LinkPair();
        pair.Left.Path.Room = 0;
        var owner = new FakeOwner
        {
            WhenAbandoned = () => pair.Left.SendMessage(LinkFrameKind.Request, new byte[Large]),
        };
        pair.Left.Send(LinkFrameKind.Request, 10, owner);
        pair.Left.Send(LinkFrameKind.Cancel, 11);
        owner.IsWanted = false;

        pair.Left.Path.Room = int.MaxValue;
        pair.Deliver();

        Assert.Equal(1, owner.Abandoned);
        Assert.Equal([11, Large], pair.Right.Sink.Frames.Select(frame => frame.Body.Length));
    }

    [Fact]
    public void Message_WhoseOwnerStartsAnotherWhenItIsGivenUp_IsAbandonedOnce()
    {
        var pair = new LinkPair();
        var owner = new FakeOwner
        {
            WhenAbandoned = () => pair.Left.SendMessage(LinkFrameKind.Request, new byte[Large]),
        };
        pair.Left.SendMessage(LinkFrameKind.Request, new byte[Large], owner);
        owner.IsWanted = false;

        pair.Deliver();

        Assert.Equal(1, owner.Abandoned);
        Assert.Single(pair.Right.Sink.Frames);
    }

    private static byte[] Pattern(int length, int seed)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
