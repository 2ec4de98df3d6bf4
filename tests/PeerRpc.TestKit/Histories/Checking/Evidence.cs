namespace PeerRpc.TestKit.Histories.Checking;

/// <summary>Finds the events that prove violations.</summary>
internal sealed class Evidence(IReadOnlyCollection<IHistory> histories, CheckOptions options)
{
    public IReadOnlyList<Violation> Describe(IReadOnlyList<Violation> violations)
    {
        if (violations.Count == 0)
            return violations;
        var events = violations.SelectMany(violation => violation.Keys).Distinct()
            .ToDictionary(key => key, _ => new KeyEvents(options.MaxEvents));
        List<HistoryEvent> processes = [];
        foreach (HistoryEvent entry in histories.SelectMany(history => history.Read()))
        {
            if (entry.Kind >= HistoryEventKind.ProcessStarted)
                processes.Add(entry);
            else if (events.TryGetValue(entry.Key, out KeyEvents? kept))
                kept.Add(entry);
        }
        return [.. violations.Select(violation => violation with { Events = Of(violation, events, processes) })];
    }

    // With what happened to the processes that took part, between the first event and a while behind the last one.
    private static HistoryEvent[] Of(
        Violation violation, Dictionary<long, KeyEvents> events, List<HistoryEvent> processes)
    {
        HistoryEvent[] own = [.. violation.Keys.Distinct().SelectMany(key => events[key].All)];
        HashSet<int> involved = [.. own.Select(entry => entry.Process)];
        TimeSpan from = own.Length > 0 ? own.Min(entry => entry.Time) : TimeSpan.Zero;
        IEnumerable<HistoryEvent> lives = processes.Where(entry =>
            involved.Contains(entry.Process) && entry.Time >= from);
        return [.. own.Concat(lives).OrderBy(entry => entry.Time)];
    }

    /// <summary>The first half of the events of a key and the last half; long streams have many between.</summary>
    private sealed class KeyEvents(int most)
    {
        private readonly List<HistoryEvent> _first = [];
        private readonly Queue<HistoryEvent> _last = [];

        public IEnumerable<HistoryEvent> All => _first.Concat(_last);

        public void Add(in HistoryEvent entry)
        {
            if (_first.Count < most / 2)
            {
                _first.Add(entry);
                return;
            }
            _last.Enqueue(entry);
            if (_last.Count > most - most / 2)
                _last.Dequeue();
        }
    }
}
