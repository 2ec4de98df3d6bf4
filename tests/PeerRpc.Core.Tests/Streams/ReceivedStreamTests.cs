using PeerRpc.Core.Faults;
using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Streams;

/// <summary>What the side of a stream does that reads it.</summary>
public class ReceivedStreamTests
{
    private static readonly byte[] Full = new byte[StreamWire.Initial - StreamWire.Overhead - 2];

    [Fact]
    [Trait("Must", "S-5")]
    public void Item_BegunWithTheLastByteOfCredit_IsTakenHoweverLongItIs()
    {
        using RawEnd end = RawEnd.Caller();
        IncomingStream stream = end.Announce(2);

        end.Take(Chunked(1, StreamWire.RawItem(2, Full.AsSpan(1))));
        end.Take(Chunked(2, StreamWire.RawItem(2, new byte[150_000])));

        Assert.Equal([Full.Length - 1, 150_000], Lengths(stream));
    }

    [Fact]
    [Trait("Must", "S-5")]
    [Trait("Must", "S-13")]
    public void Item_BegunWithoutCredit_IsAFault()
    {
        using RawEnd end = RawEnd.Caller();
        end.Announce(2);
        end.Take(Chunked(1, StreamWire.RawItem(2, Full)));

        end.AssertFault(StreamWire.RawItem(2, []));
    }

    [Fact]
    [Trait("Must", "S-5")]
    [Trait("Must", "S-13")]
    public void Items_WithoutBytes_CountAgainstTheCredit()
    {
        using RawEnd end = RawEnd.Caller();
        end.Announce(2);
        int count = (StreamWire.Initial + StreamWire.Overhead + 1) / (StreamWire.Overhead + 2);
        end.Take([.. Enumerable.Repeat(StreamWire.RawItem(2, []), count)]);

        end.AssertFault(StreamWire.RawItem(2, []));
    }

    [Fact]
    [Trait("Must", "S-6")]
    public void Credit_ReturnsAsItemsAreTakenAndNotBefore()
    {
        using RawEnd end = RawEnd.Caller();
        IncomingStream stream = end.Announce(2);
        byte[] half = StreamWire.RawItem(2, Full.AsSpan(Full.Length / 2));
        end.Take(Chunked(1, half));
        end.Take(Chunked(2, half));
        Assert.Equal([LinkFrameKind.ChunkCredit, LinkFrameKind.ChunkCredit], end.TakeKinds());

        Assert.Equal(StreamRead.Item, stream.TryRead(out ReceivedItem item));

        Assert.True(StreamCreditFrame.TryRead(end.Next(LinkFrameKind.StreamCredit), out StreamCreditFrame credit));
        Assert.Equal(new StreamCreditFrame(2, (ulong)(item.Cost + new LinkSettings().StreamWindow)), credit);
    }

    [Fact]
    [Trait("Must", "L-24")]
    public void Credit_ForMessages_ReturnsBeforeAChunkedItemIsRead()
    {
        using RawEnd end = RawEnd.Caller(settings: new LinkSettings { Reassembly = 200_000 });
        end.Announce(2);

        end.Take(Chunked(1, StreamWire.RawItem(2, new byte[100_000])));

        ulong credit = StreamWire.ReadId(end.Next(LinkFrameKind.ChunkCredit));
        Assert.Equal(200_000ul + 100_002, credit);
    }

    [Fact]
    [Trait("Must", "S-7")]
    public void End_IsReadBehindTheItems()
    {
        using RawEnd end = RawEnd.Caller();
        IncomingStream stream = end.Announce(2);

        end.Take(StreamWire.Item(2, "a"), StreamWire.Item(2, "b", dropped: 3), StreamWire.End(2, dropped: 2));

        Assert.Equal(0, end.Streams.Count);
        Assert.Equal(StreamRead.Item, stream.TryRead(out ReceivedItem first));
        Assert.Equal(StreamRead.Item, stream.TryRead(out ReceivedItem second));
        Assert.Equal((0ul, 3ul, 2ul), (first.Dropped, second.Dropped, stream.DroppedAtEnd));
        Assert.Equal(StreamRead.End, stream.TryRead(out _));
        Assert.Null(stream.GetError());
    }

    [Fact]
    [Trait("Must", "S-8")]
    public void Release_BeforeTheEnd_IsSentOnceAndWhatComesIsDropped()
    {
        using RawEnd end = RawEnd.Caller();
        IncomingStream stream = end.Announce(2);
        end.Take(StreamWire.Item(2, "a"));

        stream.Release();
        stream.Release();
        end.Take(StreamWire.Item(2, "b", range: new AttachmentRange(1, 6)));

        Assert.Equal([2ul, 6ul], Released(end).Order());
        end.Take(StreamWire.End(2), StreamWire.End(6));
        Assert.Equal(0, end.Streams.Count);
        Assert.Empty(end.TakeAll());
    }

    [Fact]
    [Trait("Must", "S-5")]
    public void Item_BehindOneWithAStreamThatNobodyRead_IsWithoutCredit()
    {
        using RawEnd end = RawEnd.Caller();
        end.Announce(2);
        end.Take(StreamWire.Item(2, "a", range: new AttachmentRange(1, 4)));

        Assert.NotNull(end.Receive(StreamWire.Item(2, "b")));
    }

    [Fact]
    [Trait("Must", "S-8")]
    public void Release_BehindTheEnd_IsNotSent()
    {
        using RawEnd end = RawEnd.Caller();
        IncomingStream stream = end.Announce(2);
        end.Take(StreamWire.Item(2, "a"), StreamWire.End(2));

        stream.Release();

        Assert.Empty(end.TakeAll());
    }

    [Fact]
    [Trait("Must", "S-8")]
    public void Release_OfAnAnnouncedStream_IsAnsweredOnce()
    {
        using RawEnd end = RawEnd.Caller();
        IncomingStream stream = end.Announce(2);
        end.Path.Room = 0;

        end.Take(StreamWire.Release(2), StreamWire.Release(2));
        end.Path.Room = int.MaxValue;
        end.Path.GiveRoom();

        Assert.Equal([LinkFrameKind.StreamEnd], end.TakeKinds());
        Assert.Equal(StreamRead.End, stream.TryRead(out _));
        Assert.Equal(PeerErrorCode.Cancelled, ((PeerRpcException)stream.GetError()!).Code);
        Assert.Equal(0, end.Streams.Count);
    }

    [Fact]
    [Trait("Must", "S-13")]
    public void Releases_ThatTheOtherSideDoesNotTake_DoNotPileUp()
    {
        using RawEnd end = RawEnd.Caller(settings: new LinkSettings { Window = 1 << 30 });
        end.Announce(2);
        end.Take(StreamWire.End(2));
        end.Path.Room = 0;
        ulong next = 4;
        for (int i = 0; i < 200; i++)
        {
            var range = new AttachmentRange(100, next);
            next += 200;
            ulong[] ids = [.. Enumerable.Range(0, 100).Select(index => range[index])];
            end.Take(StreamWire.Item(2, "x", range: range));
            end.Take([.. ids.Select(StreamWire.Release)]);
            end.Take([.. ids.Select(id => StreamWire.End(id))]);
        }

        end.Path.Room = int.MaxValue;
        end.Path.GiveRoom();

        Assert.Empty(end.TakeAll());
        Assert.Equal(0, end.Streams.Count);
    }

    [Fact]
    public void Credit_OfAWindowSmallerThanTheInitialOne_IsNotTakenBack()
    {
        using RawEnd end = RawEnd.Caller(settings: new LinkSettings { StreamWindow = 1024 });
        IncomingStream stream = end.Announce(2);
        end.Take([.. Enumerable.Repeat(StreamWire.RawItem(2, new byte[1000]), 60)]);

        Lengths(stream);

        ulong last = StreamWire.Initial;
        foreach ((LinkFrameKind _, byte[] body) in end.TakeAll())
        {
            Assert.True(StreamCreditFrame.TryRead(body, out StreamCreditFrame credit));
            Assert.True(credit.Bytes > last);
            last = credit.Bytes;
        }
    }

    [Fact]
    public void Progress_MadeOfWhatTheOtherSideHasReleased_ReportsNothing()
    {
        using RawEnd end = RawEnd.Callee();
        IncomingStream announced = end.Announce(1);
        end.Path.Room = 0;
        end.Take(StreamWire.Release(1));

        ProgressStream progress = announced.ToProgress();
        progress.Report([1]);
        end.Path.Room = int.MaxValue;
        end.Path.GiveRoom();

        Assert.Equal([LinkFrameKind.StreamEnd], end.TakeKinds());
        Assert.Equal(0, end.Streams.Count);
    }

    [Fact]
    public void LinkEnd_IsReadBehindTheItems()
    {
        using RawEnd end = RawEnd.Caller();
        IncomingStream stream = end.Announce(2);
        end.Take(StreamWire.Item(2, "a"));

        end.EndLink();

        Assert.Equal(StreamRead.Item, stream.TryRead(out _));
        Assert.Equal(StreamRead.End, stream.TryRead(out _));
        var error = (PeerRpcException)stream.GetError()!;
        Assert.Equal((PeerErrorCode.PeerGone, Executed.Yes), (error.Code, error.Executed));
    }

    [Theory]
    [InlineData((byte)StreamOutcome.Cancelled)]
    [InlineData((byte)StreamOutcome.Failed)]
    public void End_ThatIsNoSuccess_IsAnErrorWithItsCode(byte number)
    {
        var outcome = (StreamOutcome)number;
        using RawEnd end = RawEnd.Caller();
        IncomingStream stream = end.Announce(2);
        FaultFrame? fault = outcome == StreamOutcome.Failed
            ? FaultFrame.Of(
                PeerErrorCode.SlowConsumer, Executed.Yes, PeerErrorOrigin.CalleeRuntime, "slow")
            : null;

        end.Take(StreamWire.End(2, outcome, 0, fault));

        var error = (PeerRpcException)stream.GetError()!;
        PeerErrorCode expected = fault?.Code ?? PeerErrorCode.Cancelled;
        Assert.Equal((expected, Executed.Yes, "call-1"), (error.Code, error.Executed, error.CorrelationId));
    }

    [Fact]
    public void Call_OfAOneWayMethod_ReleasesWhatItsAnswerCarries()
    {
        using RawEnd end = RawEnd.Caller();
        _ = end.Proxy.Note(Endless());
        end.Next(LinkFrameKind.Request);

        end.Take(StreamWire.Response(1, new AttachmentRange(1, 2)));

        Assert.Equal(2ul, StreamWire.ReadId(end.Next(LinkFrameKind.Release)));
    }

    private static async IAsyncEnumerable<string> Endless()
    {
        await new TaskCompletionSource().Task;
        yield break;
    }

    private static List<int> Lengths(IncomingStream stream)
    {
        List<int> lengths = [];
        while (stream.TryRead(out ReceivedItem item) == StreamRead.Item)
            lengths.Add(item.Message.Length);
        return lengths;
    }

    private static IEnumerable<ulong> Released(RawEnd end) =>
        from frame in end.TakeAll()
        where frame.Kind == LinkFrameKind.Release
        select StreamWire.ReadId(frame.Body);

    // As one chunk, which no sender of this implementation writes so large, and every receiver takes.
    private static byte[] Chunked(ulong id, byte[] frame)
    {
        byte[] body = frame[LinkFrameHeader.Size..];
        byte[] head = Wire.Chunk(id, ChunkFlags.First | ChunkFlags.Last, 0, body.Length, LinkFrameKind.StreamItem);
        return Wire.LinkFrame(LinkFrameKind.Chunk, [.. head.AsSpan(LinkFrameHeader.Size), .. body]);
    }
}
