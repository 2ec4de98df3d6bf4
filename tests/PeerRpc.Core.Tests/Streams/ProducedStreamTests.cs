using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;
using PeerRpc.Core.Tests.Fakes;
using PeerRpc.TestKit;
using Xunit;

namespace PeerRpc.Core.Tests.Streams;

/// <summary>What the side of a stream sends that produces it.</summary>
public class ProducedStreamTests
{
    [Fact]
    [Trait("Must", "S-1")]
    [Trait("Must", "S-7")]
    public void Result_OfAnEnumerable_IsItsItemsAndOneEnd()
    {
        using RawEnd end = RawEnd.Callee();
        end.Controller.Source.Writer.TryWrite("a");
        end.Controller.Source.Writer.TryWrite("b");
        end.Controller.Source.Writer.Complete();

        end.Take(StreamWire.Request(1, "Items"));

        Assert.Equal([1, 1, 2, 1, 1, 0, 0, 0, 0], end.Next(LinkFrameKind.Response));
        StreamEndFrame last = StreamWire.ReadEnd(end.Next(LinkFrameKind.StreamEnd));
        Assert.Equal((2ul, StreamOutcome.Completed), (last.Stream, last.Outcome));
        Assert.Equal(["\"a\"", "\"b\""], StreamWire.Texts(end.TakeAll()));
        end.AssertEmpty();
    }

    [Fact]
    [Trait("Must", "S-3")]
    public void Result_WhoseResponseWaits_SendsNothingBeforeIt()
    {
        using RawEnd end = RawEnd.Callee();
        end.Controller.Source.Writer.TryWrite("a");
        end.Path.Room = 0;

        end.Take(StreamWire.Request(1, "Items"));
        Assert.Empty(end.TakeAll());
        end.Path.Room = int.MaxValue;
        end.Path.GiveRoom();

        end.Next(LinkFrameKind.StreamItem);
        Assert.Equal([LinkFrameKind.Response], end.TakeKinds());
    }

    [Fact]
    [Trait("Must", "S-3")]
    public async Task Argument_OfARequestInChunks_SendsNothingBeforeTheLastOne()
    {
        using RawEnd end = RawEnd.Caller();
        var gate = new Gate();
        byte[] large = new byte[(2 * LinkSender.LargestBulkFrame) + 1]; // three chunks
        end.Path.Room = 2;
        var stream = new OutgoingStream(end.Streams, 1, new LoneOwner(), isResult: false);
        var offered = new OfferedAttachments(new AttachmentRange(1, 1), [stream]);
        lock (end.End.Link.Gate)
        {
            end.Streams.Reserve(1);
            end.Streams.Add(stream);
            stream.SetProducer(new SignallingProducer(gate));
            end.End.Link.Send(
                LinkFrameKind.Request, new byte[LinkFrameHeader.Size], large, new OpeningOwner(offered));
        }
        Assert.Equal(2, end.TakeAll().Count);
        Assert.False(gate.IsOpen);

        end.Path.Room = int.MaxValue;
        end.Path.GiveRoom();

        await gate.WaitAsync();
    }

    [Fact]
    [Trait("Must", "S-5")]
    public void Producer_WithoutCredit_StopsBehindTheItemBegunWithTheLastByte()
    {
        using RawEnd end = RawEnd.Callee();
        // The second is begun with what the first has left, however little that is.
        end.Controller.Source.Writer.TryWrite(new string('x', StreamWire.Initial - StreamWire.Overhead - 20));
        end.Controller.Source.Writer.TryWrite(new string('y', 100_000));
        end.Controller.Source.Writer.TryWrite("z");
        end.Controller.Source.Writer.Complete();

        end.Take(StreamWire.Request(1, "Items"));

        Assert.True(SpinWait.SpinUntil(() => end.Controller.Source.Reader.Count == 1, Wire.Deadline));
        end.Next(LinkFrameKind.StreamItem);
        end.Next(LinkFrameKind.Chunk);
        Assert.DoesNotContain(
            end.TakeAll(), frame => frame.Kind is LinkFrameKind.StreamItem or LinkFrameKind.StreamEnd);
        end.Take(StreamWire.Credit(2, 300_000));
        Assert.Equal("\"z\"", StreamWire.Text(end.Next(LinkFrameKind.StreamItem)));
        end.Next(LinkFrameKind.StreamEnd);
        end.AssertEmpty();
    }

    [Fact]
    [Trait("Must", "S-6")]
    public void Credit_ThatIsTakenBack_IsAFault()
    {
        using RawEnd end = RawEnd.Callee();
        end.Take(StreamWire.Request(1, "Items"));
        end.Take(StreamWire.Credit(2, 100_000), StreamWire.Credit(2, 100_000));

        end.AssertFault(StreamWire.Credit(2, 99_999));
    }

    [Fact]
    [Trait("Must", "S-6")]
    public void Credit_BelowTheInitialOne_IsAFault()
    {
        using RawEnd end = RawEnd.Callee();
        end.Take(StreamWire.Request(1, "Items"));

        end.AssertFault(StreamWire.Credit(2, StreamWire.Initial - 1));
    }

    [Fact]
    [Trait("Must", "S-8")]
    public async Task Release_OfAResult_StopsItsSourceAndIsAnsweredOnce()
    {
        using RawEnd end = RawEnd.Callee();
        end.Take(StreamWire.Request(1, "Items"));
        PeerCall call = await end.Controller.Entered.WaitAsync();
        Task fired = call.CancellationToken.FiredAsync();

        end.Take(StreamWire.Release(2), StreamWire.Release(2));

        await fired;
        end.AssertEmpty();
        Assert.Equal([LinkFrameKind.Response, LinkFrameKind.StreamEnd], end.TakeKinds());
    }

    [Fact]
    [Trait("Must", "S-8")]
    public void Release_ThatCrossesTheEnd_IsNotAnsweredAgain()
    {
        using RawEnd end = RawEnd.Callee();
        end.Controller.Source.Writer.Complete();
        end.Take(StreamWire.Request(1, "Items"));
        end.Next(LinkFrameKind.StreamEnd);

        end.Take(StreamWire.Release(2));

        Assert.Equal([LinkFrameKind.Response], end.TakeKinds());
    }

    [Fact]
    [Trait("Must", "S-7")]
    public void Release_WhileItemsWait_DropsThemAndEndsOnce()
    {
        using RawEnd end = RawEnd.Callee();
        end.Take(StreamWire.Request(1, "Items"));
        end.Next(LinkFrameKind.Response);
        end.Path.Room = 0;
        end.Controller.Source.Writer.TryWrite("a");
        end.Controller.Source.Writer.TryWrite(new string('x', 40_000));
        Assert.True(SpinWait.SpinUntil(() => end.Controller.Source.Reader.Count == 0, Wire.Deadline));
        Assert.True(SpinWait.SpinUntil(() => end.Path.HasWaiter, Wire.Deadline));

        end.Take(StreamWire.Release(2));
        end.Path.Room = int.MaxValue;
        end.Path.GiveRoom();

        end.AssertEmpty();
        Assert.Equal([LinkFrameKind.StreamEnd], end.TakeKinds());
    }

    [Fact]
    public void End_FromTheSideThatReads_StopsTheSource()
    {
        using RawEnd end = RawEnd.Callee();
        end.Take(StreamWire.Request(1, "Items"));

        end.Take(StreamWire.End(2, StreamOutcome.Cancelled));

        Assert.True(SpinWait.SpinUntil(() => end.End.Incoming.Count == 0, Wire.Deadline));
        Assert.Equal([LinkFrameKind.Response], end.TakeKinds());
        Assert.Equal(0, end.Streams.Count);
    }

    [Fact]
    public void Item_ForAStreamOfOnesOwn_IsDropped()
    {
        using RawEnd end = RawEnd.Callee();
        end.Take(StreamWire.Request(1, "Items"));

        end.Take(StreamWire.Item(2, "x", range: new AttachmentRange(1, 1)));

        Assert.Equal(1ul, StreamWire.ReadId(end.Next(LinkFrameKind.Release)));
    }

    [Fact]
    public async Task LinkEnd_WithAResultOpen_StopsItsSource()
    {
        using RawEnd end = RawEnd.Callee();
        end.Take(StreamWire.Request(1, "Items"));
        PeerCall call = await end.Controller.Entered.WaitAsync();
        Task fired = call.CancellationToken.FiredAsync();

        end.EndLink();

        await fired;
        Assert.Equal(0, end.Streams.Count);
    }
}
