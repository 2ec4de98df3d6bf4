namespace PeerRpc.TestKit.Histories.Checking;

/// <summary>Checks the histories of a run that has become quiet against what PeerRpc promises.</summary>
/// <remarks>
/// <list type="number">
/// <item>A first pass over all histories takes what others refer to: calls, streams and processes.</item>
/// <item>A second one adds what became of them. What is wrong with a single event is found here.</item>
/// <item>A third one follows the starts of calls, now that the outcome of each is known, and finds wrong orders.</item>
/// <item>Then each call and each stream is looked at once.</item>
/// <item>Where something was found, a last pass collects the events that prove it.</item>
/// </list>
/// So the time is proportional to the number of events, the memory to that of calls and streams.
/// </remarks>
public static class HistoryChecker
{
    /// <summary>Checks histories.</summary>
    /// <param name="histories">Those of all processes of the run.</param>
    /// <param name="options">What to go by.</param>
    public static CheckReport Check(IReadOnlyCollection<IHistory> histories, CheckOptions? options = null)
    {
        options ??= new CheckOptions();
        var ledger = new Ledger();
        var findings = new Findings(options);
        Declare(histories, ledger, findings);
        var facts = new FactRules(ledger, findings);
        foreach (IHistory history in histories)
        {
            foreach (HistoryEvent entry in history.Read())
                facts.Apply(entry);
        }
        new OrderRule(ledger, findings).Check(histories);
        var calls = new CallRules(ledger, findings, options);
        foreach (CallFacts call in ledger.Calls)
            calls.Check(call);
        var streams = new StreamRules(ledger, findings, options);
        foreach (StreamFacts stream in ledger.Streams)
            streams.Check(stream);
        return new CheckReport(
            ledger.Calls.Count,
            ledger.Streams.Count,
            ledger.Streams.Sum(stream => stream.Consumed),
            findings.Counts,
            new Evidence(histories, options).Describe(findings.Described));
    }

    private static void Declare(IReadOnlyCollection<IHistory> histories, Ledger ledger, Findings findings)
    {
        foreach (IHistory history in histories)
        {
            foreach (HistoryEvent entry in history.Read())
            {
                if (!ledger.Declare(entry))
                    findings.Add(HistoryRule.ArgumentsOfThisCall, "two calls were made under one key", entry.Key);
            }
        }
    }
}
