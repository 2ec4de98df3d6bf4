namespace PeerRpc.Chaos.Faults;

/// <summary>Counts faults by what they are.</summary>
internal sealed class FaultCounts
{
    private readonly Lock _gate = new(); // guards _counts
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public void Add(string what, int times = 1)
    {
        lock (_gate)
            _counts[what] = _counts.GetValueOrDefault(what) + times;
    }

    public IReadOnlyList<KeyValuePair<string, int>> All
    {
        get
        {
            lock (_gate)
                return [.. _counts];
        }
    }
}
