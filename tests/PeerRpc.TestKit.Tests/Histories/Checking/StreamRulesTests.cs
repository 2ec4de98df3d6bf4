using PeerRpc.TestKit.Histories;
using PeerRpc.TestKit.Histories.Checking;

namespace PeerRpc.TestKit.Tests.Histories.Checking;

/// <summary>Items and ends of streams: what breaks each rule, and what nearly does.</summary>
public sealed class StreamRulesTests
{
    private readonly Story _story = new();

    [Fact]
    public void Stream_ThatCompletes_IsAllowed()
    {
        _story.OpenStream();
        _story.Flow(5);
        _story.CompleteStream();

        _story.AssertHolds();
        Assert.Equal(5, _story.Check().Items);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Item_OutOfItsTurn_IsFound(int index)
    {
        _story.OpenStream();
        _story.Flow(3);
        _story.Callee.Produced(Story.Stream, 3);
        _story.Callee.Produced(Story.Stream, 4);
        _story.Caller.Consumed(Story.Stream, index);
        Break();

        _story.AssertBreaks(HistoryRule.ItemsWithoutGap, Story.Stream);
    }

    [Fact]
    public void Item_NeverProduced_IsFound()
    {
        _story.OpenStream();
        _story.Flow(3);
        _story.Caller.Consumed(Story.Stream, 3);
        Break();

        _story.AssertBreaks(HistoryRule.ItemsProduced, Story.Stream);
    }

    [Fact]
    public void Item_NotReadOfAStreamThatBreaks_IsAllowed()
    {
        _story.OpenStream();
        _story.Flow(3);
        _story.Callee.Produced(Story.Stream, 3);
        Break();

        _story.AssertHolds();
    }

    [Fact]
    public void Item_NotReadOfAStreamThatCompletes_IsFound()
    {
        _story.OpenStream();
        _story.Flow(3);
        _story.Callee.Produced(Story.Stream, 3);
        _story.CompleteStream();

        _story.AssertBreaks(HistoryRule.StreamComplete, Story.Stream);
    }

    [Fact]
    public void Completion_OfAStreamWhoseProducerFailed_IsFound()
    {
        _story.OpenStream();
        _story.Callee.Closed(Story.Stream, StreamSide.Producer, StreamFate.Cancelled);
        _story.Caller.Closed(Story.Stream, StreamSide.Reader, StreamFate.Completed);
        _story.Callee.Ended(Story.Call);
        _story.Succeed();

        _story.AssertBreaks(HistoryRule.StreamComplete, Story.Stream);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public void Item_DroppedAndNotCounted_IsFound(long counted, bool isAllowed)
    {
        _story.OpenStream(mayDrop: true);
        _story.Flow(2);
        for (int i = 2; i < 5; i++)
            _story.Callee.Produced(Story.Stream, i);
        _story.Caller.Consumed(Story.Stream, 4);
        _story.Callee.Closed(Story.Stream, StreamSide.Producer, StreamFate.Cancelled);
        _story.Callee.Ended(Story.Call);
        _story.Caller.Closed(Story.Stream, StreamSide.Reader, StreamFate.Cancelled, counted);
        _story.Succeed();

        if (isAllowed)
            _story.AssertHolds();
        else
            _story.AssertBreaks(HistoryRule.ItemsWithoutGap, Story.Stream);
    }

    [Fact]
    public void Item_Repeated_IsFoundWhereItemsMayBeDropped()
    {
        _story.OpenStream(mayDrop: true);
        _story.Flow(2);
        _story.Caller.Consumed(Story.Stream, 1);
        Break();

        _story.AssertBreaks(HistoryRule.ItemsWithoutGap, Story.Stream);
    }

    [Theory]
    [InlineData(StreamSide.Reader)]
    [InlineData(StreamSide.Producer)]
    public void Ending_Twice_IsFound(StreamSide side)
    {
        _story.OpenStream();
        _story.Flow(1);
        _story.CompleteStream();
        _story.Caller.Broken(Story.Stream, side, PeerErrorCode.PeerGone, Executed.Yes);

        _story.AssertBreaks(HistoryRule.OneEnding, Story.Stream);
    }

    [Theory]
    [InlineData(StreamSide.Reader)]
    [InlineData(StreamSide.Producer)]
    public void Ending_Missing_IsFound(StreamSide side)
    {
        _story.OpenStream();
        _story.Flow(1);
        StreamSide other = side == StreamSide.Reader ? StreamSide.Producer : StreamSide.Reader;
        _story.Caller.Closed(Story.Stream, other, StreamFate.Cancelled);
        _story.Callee.Ended(Story.Call);
        _story.Succeed();

        _story.AssertBreaks(HistoryRule.EndingMissing, Story.Stream);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ending_WhereTheOtherSideWasKilled_MayTakeTheWindow(bool isOver)
    {
        _story.OpenStream();
        _story.Flow(1);
        _story.Callee.TokenFired(Story.Call);
        _story.Kill(_story.Caller);
        _story.Pass(new CheckOptions().GoneWithin.TotalSeconds + (isOver ? 1 : -1));
        _story.Kill(_story.SecondCallee);

        if (isOver)
            _story.AssertBreaks(HistoryRule.EndingMissing, Story.Stream);
        else
            _story.AssertHolds();
    }

    [Fact]
    public void Item_BehindTheEnd_IsFound()
    {
        _story.OpenStream();
        _story.Flow(1);
        _story.Callee.Produced(Story.Stream, 1);
        Break();
        _story.Caller.Consumed(Story.Stream, 1);

        _story.AssertBreaks(HistoryRule.NothingBehindTheEnd, Story.Stream);
    }

    [Fact]
    public void Failure_WithAValueThatItsCodeDoesNotHave_IsFound()
    {
        _story.OpenStream();
        _story.Callee.Closed(Story.Stream, StreamSide.Producer, StreamFate.Cancelled);
        _story.Callee.Ended(Story.Call);
        _story.Caller.Broken(Story.Stream, StreamSide.Reader, PeerErrorCode.SlowConsumer, Executed.Maybe);
        _story.Fail(PeerErrorCode.SlowConsumer, Executed.Yes);

        _story.AssertBreaks(HistoryRule.CodeAndExecuted, Story.Stream);
    }

    [Fact]
    public void Item_OfAStreamNeverOpened_IsFound()
    {
        _story.Caller.Consumed(Story.Stream, 0);

        _story.AssertBreaks(HistoryRule.ItemsProduced, Story.Stream);
    }

    // The reader fails, and the producer is told to stop.
    private void Break()
    {
        _story.Callee.Closed(Story.Stream, StreamSide.Producer, StreamFate.Cancelled);
        _story.Callee.Ended(Story.Call);
        _story.Caller.Broken(Story.Stream, StreamSide.Reader, PeerErrorCode.PeerGone, Executed.Yes);
        _story.Fail(PeerErrorCode.PeerGone, Executed.Yes);
    }
}
