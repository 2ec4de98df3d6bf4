namespace PeerRpc.TestKit.Histories;

/// <summary>A history in memory, for a run within one process.</summary>
public sealed class MemoryHistory : IHistory, IHistorySink
{
    private readonly List<HistoryEvent> _events = []; // guards itself

    public MemoryHistory()
    {
    }

    public MemoryHistory(IEnumerable<HistoryEvent> events) => _events.AddRange(events);

    public int Count
    {
        get
        {
            lock (_events)
                return _events.Count;
        }
    }

    public void Write(in HistoryEvent entry)
    {
        lock (_events)
            _events.Add(entry);
    }

    public IEnumerable<HistoryEvent> Read()
    {
        lock (_events)
            return _events.ToArray();
    }
}
