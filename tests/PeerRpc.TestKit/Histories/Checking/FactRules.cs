namespace PeerRpc.TestKit.Histories.Checking;

/// <summary>Adds events to what they are about, and finds those that are wrong by themselves.</summary>
internal sealed class FactRules(Ledger ledger, Findings findings)
{
    public void Apply(in HistoryEvent entry)
    {
        switch (entry.Kind)
        {
            case HistoryEventKind.ContentWrong:
                findings.Add(HistoryRule.Content, "what came is not what its key says", entry.Key);
                break;
            case HistoryEventKind.ExecutionStarted or HistoryEventKind.ExecutionEnded or HistoryEventKind.OutcomeSeen
                or HistoryEventKind.TokenFired:
                if (ledger.Call(entry.Key) is { } call)
                    Apply(call, entry);
                else
                    findings.Add(HistoryRule.ArgumentsOfThisCall, $"{entry.Kind} of a call never made", entry.Key);
                break;
            case > HistoryEventKind.StreamOpened and <= HistoryEventKind.StreamEnded:
                if (ledger.Stream(entry.Key) is { } stream)
                    Apply(stream, entry);
                else
                    findings.Add(HistoryRule.ItemsProduced, $"{entry.Kind} of a stream never opened", entry.Key);
                break;
        }
    }

    private void Apply(CallFacts call, in HistoryEvent entry)
    {
        switch (entry.Kind)
        {
            case HistoryEventKind.ExecutionStarted:
                call.AddStart(entry);
                if (entry.Value != call.Request)
                    findings.Add(HistoryRule.ArgumentsOfThisCall, "the callee got another request", call.Key);
                if (entry.Time < call.InvokedAt)
                    findings.Add(HistoryRule.ArgumentsOfThisCall, "executed before it was made", call.Key);
                break;
            case HistoryEventKind.ExecutionEnded:
                call.AddEnd(entry);
                break;
            case HistoryEventKind.OutcomeSeen:
                call.AddOutcome(entry);
                ledger.Link(call).AddOutcome(call);
                break;
            default:
                call.AddToken(entry);
                break;
        }
    }

    private void Apply(StreamFacts stream, in HistoryEvent entry)
    {
        switch (entry.Kind)
        {
            case HistoryEventKind.ItemProduced:
                stream.Produce(entry);
                break;
            case HistoryEventKind.BytesProduced:
                stream.ProduceBytes(entry);
                break;
            case HistoryEventKind.StreamEnded:
                stream[entry.Side].End(entry);
                break;
            default:
                Read(stream, entry);
                break;
        }
    }

    private void Read(StreamFacts stream, in HistoryEvent entry)
    {
        if (stream.Reader.Endings > 0)
            findings.Add(HistoryRule.NothingBehindTheEnd, $"{entry.Kind} {entry.Value} behind the end", stream.Key);
        if (entry.Kind == HistoryEventKind.BytesConsumed)
        {
            stream.ConsumeBytes(entry);
            return;
        }
        bool follows = stream.MayDrop ? entry.Value > stream.LastConsumed : entry.Value == stream.LastConsumed + 1;
        if (!follows)
            findings.Add(
                HistoryRule.ItemsWithoutGap, $"item {entry.Value} came behind item {stream.LastConsumed}", stream.Key);
        stream.Consume(entry);
    }
}
