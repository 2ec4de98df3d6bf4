namespace PeerRpc.TestKit.Histories.Checking;

/// <summary>
/// Calls of one link in single frames start in the order in which they were made, at each instance of the callee.
/// </summary>
/// <remarks>
/// Nothing is promised about the order of calls that a dead link leaves as Maybe against those of the next link. A link
/// is known to have ended by the outcomes that this causes; where there is one, calls that ended as Maybe for another
/// reason may have belonged to it too, and are not looked at either.
/// </remarks>
internal sealed class OrderRule(Ledger ledger, Findings findings)
{
    public void Check(IReadOnlyCollection<IHistory> histories)
    {
        foreach (IHistory history in histories)
        {
            foreach (HistoryEvent entry in history.Read())
            {
                if (entry.Kind == HistoryEventKind.ExecutionStarted && ledger.Call(entry.Key) is { Order: > 0 } call)
                    Check(call, entry.Process);
            }
        }
    }

    private void Check(CallFacts call, int callee)
    {
        LinkFacts link = ledger.Link(call);
        if (call.Starts > 1 || (link.WasLost && IsUncertain(call)))
            return;
        if (link.Start(callee, call) is { } earlier)
        {
            findings.Add(
                HistoryRule.StartOrder,
                $"call {call.Order} of process {call.Caller} started behind its call {earlier.Order}",
                call.Key,
                earlier.Key);
        }
    }

    private static bool IsUncertain(CallFacts call) =>
        call.Outcomes == 0 || (call.HasFailed && call.Executed == Executed.Maybe);
}
