using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;
using PeerRpc.Core.Tests.Fakes;
using Xunit;

namespace PeerRpc.Core.Tests.Streams;

/// <summary>What the side of a stream sends that cannot go on producing it.</summary>
public class FailedStreamTests
{
    [Fact]
    [Trait("Must", "S-7")]
    [Trait("Must", "S-12")]
    public void Item_LargerThanTheOtherSideAccepts_FailsTheStreamBehindWhatCameBefore()
    {
        using RawEnd end = RawEnd.Callee(remote: new LinkLimits(Message: 50_000, Calls: 16, Streams: 16));
        end.Controller.Source.Writer.TryWrite("a");
        end.Controller.Source.Writer.TryWrite(new string('x', 50_000));

        end.Take(StreamWire.Request(1, "Items"));

        StreamEndFrame last = StreamWire.ReadEnd(end.Next(LinkFrameKind.StreamEnd));
        Assert.Equal(
            (StreamOutcome.Failed, PeerErrorCode.ResourceExhausted, Executed.Yes),
            (last.Outcome, last.Fault!.Code, last.Fault.Executed));
        Assert.Equal(["\"a\""], StreamWire.Texts(end.TakeAll()));
        end.AssertEmpty();
    }

    [Fact]
    [Trait("Must", "S-2")]
    public void Item_ThatCarriesMoreThanTheOtherSideAccepts_FailsTheStreamAndSaysWhy()
    {
        using RawEnd end = RawEnd.Callee(remote: new LinkLimits(4 * 1024 * 1024, 16, Streams: 1));
        end.Controller.RowSource.Writer.TryWrite(end.Controller.Items());

        end.Take(StreamWire.Request(1, "Rows"));

        StreamEndFrame last = StreamWire.ReadEnd(end.Next(LinkFrameKind.StreamEnd));
        Assert.Equal(PeerErrorCode.ResourceExhausted, last.Fault!.Code);
        end.AssertEmpty();
    }

    [Fact]
    [Trait("Must", "Q-9")]
    public void Source_ThatThrowsSomethingUndeclared_TellsNoWordOfIt()
    {
        using RawEnd end = RawEnd.Callee();
        end.Controller.Source.Writer.Complete(new InvalidOperationException("secret"));

        end.Take(StreamWire.Request(1, "Items"));

        StreamEndFrame last = StreamWire.ReadEnd(end.Next(LinkFrameKind.StreamEnd));
        Assert.Equal(PeerErrorCode.Internal, last.Fault!.Code);
        Assert.DoesNotContain("secret", last.Fault.Message, StringComparison.Ordinal);
        Assert.Contains(end.Log.Entries, entry => entry.Exception is InvalidOperationException);
    }

    [Fact]
    [Trait("Must", "Q-10")]
    public void End_WithADetailThatTheOtherSideDoesNotAccept_LeavesItOut()
    {
        using RawEnd end = RawEnd.Callee(remote: new LinkLimits(Message: 50_000, Calls: 16, Streams: 16));
        end.Controller.Source.Writer.Complete(
            new PeerApplicationException<string>(new string('x', 60_000), "declined"));

        end.Take(StreamWire.Request(1, "Items"));

        StreamEndFrame last = StreamWire.ReadEnd(end.Next(LinkFrameKind.StreamEnd));
        Assert.Equal(
            ("test.no", "declined", 0), (last.Fault!.ErrorCode, last.Fault.Message, last.Fault.Detail.Length));
    }

    [Fact]
    [Trait("Must", "L-18")]
    public void End_WithALargeDetail_GoesInChunksAndLivesUntilTheLastOne()
    {
        using RawEnd end = RawEnd.Callee();
        end.Take(StreamWire.Request(1, "Items"));
        end.Next(LinkFrameKind.Response);
        end.Path.Room = 1;
        end.Controller.Source.Writer.Complete(
            new PeerApplicationException<string>(new string('x', 100_000), "declined"));

        end.Next(LinkFrameKind.Chunk);
        Assert.Equal(1, end.Streams.Count);
        end.Path.Room = int.MaxValue;
        end.Path.GiveRoom();

        end.Next(LinkFrameKind.Chunk);
        end.AssertEmpty();
    }

    [Fact]
    public async Task Observable_WhoseSubscriptionCannotBeDisposedOf_StillEndsItsCall()
    {
        using RawEnd end = RawEnd.Callee();
        end.Controller.Watched.Failure = new InvalidOperationException("no");
        end.Take(StreamWire.Request(1, "Watch"));
        Assert.True(SpinWait.SpinUntil(() => end.Controller.Watched.Observer is not null, Wire.Deadline));
        end.Controller.Watched.Observer!.OnNext("a");

        end.Controller.Watched.Observer.OnCompleted();

        Assert.Equal(StreamOutcome.Completed, StreamWire.ReadEnd(end.Next(LinkFrameKind.StreamEnd)).Outcome);
        PeerCall call = await end.Controller.Entered.WaitAsync();
        Assert.True(call.HasEnded);
        Assert.Contains(end.Log.Entries, entry => entry.Exception == end.Controller.Watched.Failure);
    }
}
