namespace PeerRpc.Chaos.Faults;

/// <summary>Counts faults by what they are, and how long killed processes were away.</summary>
internal sealed class FaultCounts
{
    private readonly Lock _gate = new(); // guards everything below
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public void Add(string what, int times = 1)
    {
        lock (_gate)
            _counts[what] = _counts.GetValueOrDefault(what) + times;
    }

    /// <summary>A process that was killed runs again.</summary>
    public void AddAbsence(TimeSpan absence)
    {
        lock (_gate)
            LongestAbsence = absence > LongestAbsence ? absence : LongestAbsence;
    }

    /// <summary>The longest time from a kill until the next process was ready.</summary>
    public TimeSpan LongestAbsence { get; private set; }

    public IReadOnlyList<KeyValuePair<string, int>> All
    {
        get
        {
            lock (_gate)
                return [.. _counts];
        }
    }
}
