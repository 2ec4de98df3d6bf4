namespace PeerRpc.TestKit.Histories.Checking;

/// <summary>What must hold of a stream once everything is known of it.</summary>
internal sealed class StreamRules(Ledger ledger, Findings findings, CheckOptions options)
{
    public void Check(StreamFacts stream)
    {
        CheckEnding(stream, StreamSide.Reader);
        CheckEnding(stream, StreamSide.Producer);
        CheckContent(stream);
        CheckDropped(stream);
        if (stream.Reader.HasCompleted)
            CheckComplete(stream);
    }

    private void CheckEnding(StreamFacts stream, StreamSide side)
    {
        StreamEndFacts end = stream[side];
        if (end.Endings > 1)
            findings.Add(HistoryRule.OneEnding, $"its {side} saw {end.Endings} ends", stream.Key, stream.Call);
        if (end.Process is { } process && end.Endings == 0 && ledger.Process(process).GoneAt is null
            && !IsWaiting(stream[side == StreamSide.Reader ? StreamSide.Producer : StreamSide.Reader]))
            findings.Add(HistoryRule.EndingMissing, $"its {side} saw no end", stream.Key, stream.Call);
        if (side == StreamSide.Reader && end.Fate == StreamFate.Failed
            && !Allows(stream, end))
            findings.Add(
                HistoryRule.CodeAndExecuted, $"{end.Code} came with {end.Executed}", stream.Key, stream.Call);
    }

    // What the caller passes, an observable for one, is read by subscribing: that is a call on an object of the caller's.
    private bool Allows(StreamFacts stream, StreamEndFacts end) => ErrorTable.AllowsStream(end.Code, end.Executed)
        || (ledger.Call(stream.Call)?.Caller != end.Process && ErrorTable.AllowsOnObject(end.Code, end.Executed));

    // Whether the other side has gone so lately that this one need not know it yet.
    private bool IsWaiting(StreamEndFacts other) =>
        other.Process is { } process && ledger.Process(process).GoneAt is { } gone
        && gone + options.GoneWithin + options.Slack > ledger.Until;

    private void CheckContent(StreamFacts stream)
    {
        if (stream.LastConsumed >= stream.Produced)
            findings.Add(
                HistoryRule.ItemsProduced,
                $"item {stream.LastConsumed} was read, and {stream.Produced} items were produced",
                stream.Key,
                stream.Call);
        (long read, long hash) = stream.BytesConsumed;
        (long written, long writtenHash) = stream.BytesProduced;
        if (read > written)
            findings.Add(
                HistoryRule.ItemsProduced, $"{read} bytes were read and {written} produced", stream.Key, stream.Call);
        if (read == written && hash != writtenHash)
            findings.Add(HistoryRule.Content, "the bytes that were read are others", stream.Key, stream.Call);
    }

    private void CheckDropped(StreamFacts stream)
    {
        if (stream.MayDrop && stream.Reader.Endings > 0 && stream.Skipped > stream.Reader.Dropped)
            findings.Add(
                HistoryRule.ItemsWithoutGap,
                $"{stream.Skipped} items are missing and {stream.Reader.Dropped} were counted",
                stream.Key,
                stream.Call);
    }

    private void CheckComplete(StreamFacts stream)
    {
        if (!stream.Producer.HasCompleted)
            findings.Add(
                HistoryRule.StreamComplete, "it completed, and its producer did not", stream.Key, stream.Call);
        long accounted = stream.Consumed + stream.Reader.Dropped;
        if (accounted != stream.Produced || stream.BytesConsumed.Count != stream.BytesProduced.Count)
            findings.Add(
                HistoryRule.StreamComplete,
                $"it completed with {accounted} of {stream.Produced} items and {stream.BytesConsumed.Count} of "
                    + $"{stream.BytesProduced.Count} bytes",
                stream.Key,
                stream.Call);
    }
}
