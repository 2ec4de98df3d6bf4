namespace PeerRpc.TestKit.Histories.Checking;

/// <summary>Collects violations while histories are read, without their events.</summary>
internal sealed class Findings(CheckOptions options)
{
    private readonly SortedDictionary<HistoryRule, int> _counts = [];
    private readonly List<Violation> _described = [];

    public IReadOnlyDictionary<HistoryRule, int> Counts => _counts;

    public IReadOnlyList<Violation> Described => _described;

    /// <summary>Counts a violation, and keeps it as long as there is room.</summary>
    public void Add(HistoryRule rule, string text, params ReadOnlySpan<long> keys)
    {
        _counts[rule] = _counts.GetValueOrDefault(rule) + 1;
        if (_described.Count < options.MaxDescribed)
            _described.Add(new Violation(rule, keys.ToArray(), text, []));
    }
}
