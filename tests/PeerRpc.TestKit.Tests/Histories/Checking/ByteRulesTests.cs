using PeerRpc.TestKit.Histories;
using PeerRpc.TestKit.Histories.Checking;

namespace PeerRpc.TestKit.Tests.Histories.Checking;

/// <summary>Streams of bytes, which are compared by their lengths and hashes.</summary>
public sealed class ByteRulesTests
{
    private const long Hash = 0x77;

    private readonly Story _story = new();

    [Fact]
    public void Bytes_ThatAreTheSame_AreAllowed()
    {
        Transfer(1000, Hash);

        _story.AssertHolds();
    }

    [Fact]
    public void Bytes_Missing_AreFound()
    {
        Transfer(999, Hash);

        _story.AssertBreaks(HistoryRule.StreamComplete, Story.Stream);
    }

    [Fact]
    public void Bytes_WithAnotherHash_AreFound()
    {
        Transfer(1000, Hash + 1);

        _story.AssertBreaks(HistoryRule.Content, Story.Stream);
    }

    [Fact]
    public void Bytes_NeverProduced_AreFound()
    {
        _story.OpenStream();
        _story.Callee.ProducedBytes(Story.Stream, 1000, Hash);
        _story.Caller.ConsumedBytes(Story.Stream, 1001, Hash);
        _story.Callee.Closed(Story.Stream, StreamSide.Producer, StreamFate.Cancelled);
        _story.Callee.Ended(Story.Call);
        _story.Caller.Closed(Story.Stream, StreamSide.Reader, StreamFate.Cancelled);
        _story.Succeed();

        _story.AssertBreaks(HistoryRule.ItemsProduced, Story.Stream);
    }

    private void Transfer(long consumed, long hash)
    {
        _story.OpenStream();
        _story.Callee.ProducedBytes(Story.Stream, 500, Hash - 1);
        _story.Callee.ProducedBytes(Story.Stream, 1000, Hash);
        _story.Caller.ConsumedBytes(Story.Stream, 300, Hash - 2);
        _story.Caller.ConsumedBytes(Story.Stream, consumed, hash);
        _story.CompleteStream();
    }
}
