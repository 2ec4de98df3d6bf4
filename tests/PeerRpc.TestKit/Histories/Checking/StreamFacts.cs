namespace PeerRpc.TestKit.Histories.Checking;

/// <summary>What all histories say of one stream.</summary>
internal sealed class StreamFacts(in HistoryEvent opened)
{
    public long Key { get; } = opened.Key;

    public long Call { get; } = opened.Value;

    /// <summary>Whether items may be dropped if they are counted.</summary>
    public bool MayDrop { get; private set; }

    public StreamEndFacts Reader { get; } = new();

    public StreamEndFacts Producer { get; } = new();

    /// <summary>The index of the last item that was read; -1 if none was.</summary>
    public long LastConsumed { get; private set; } = -1;

    public long Consumed { get; private set; }

    public long Produced { get; private set; }

    /// <summary>How many indexes were left out by the reader.</summary>
    public long Skipped { get; private set; }

    public (long Count, long Hash) BytesProduced { get; private set; }

    public (long Count, long Hash) BytesConsumed { get; private set; }

    public StreamEndFacts this[StreamSide side] => side == StreamSide.Reader ? Reader : Producer;

    public void Open(in HistoryEvent entry)
    {
        MayDrop |= entry.Number != 0;
        this[entry.Side].Open(entry.Process);
    }

    public void Produce(in HistoryEvent entry) => Produced = long.Max(Produced, entry.Value + 1);

    public void Consume(in HistoryEvent entry)
    {
        Consumed++;
        Skipped += long.Max(0, entry.Value - LastConsumed - 1);
        LastConsumed = long.Max(LastConsumed, entry.Value);
    }

    public void ProduceBytes(in HistoryEvent entry) => BytesProduced = (entry.Value, entry.Number);

    public void ConsumeBytes(in HistoryEvent entry) => BytesConsumed = (entry.Value, entry.Number);
}
