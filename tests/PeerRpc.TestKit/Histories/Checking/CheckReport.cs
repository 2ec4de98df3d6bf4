namespace PeerRpc.TestKit.Histories.Checking;

/// <summary>What a check has found.</summary>
/// <param name="Calls">How many calls were made.</param>
/// <param name="Streams">How many streams were opened.</param>
/// <param name="Items">How many items were read.</param>
/// <param name="Counts">How often each rule was broken; empty if none was.</param>
/// <param name="Described">The first violations.</param>
public sealed record CheckReport(
    long Calls, long Streams, long Items, IReadOnlyDictionary<HistoryRule, int> Counts,
    IReadOnlyList<Violation> Described)
{
    /// <summary>How many violations there are.</summary>
    public int Violations => Counts.Values.Sum();

    /// <summary>Several lines for people.</summary>
    public override string ToString() => Violations == 0
        ? $"{Calls} calls, {Streams} streams, {Items} items: no violation"
        : $"{Violations} violations ({string.Join(", ", Counts.Select(rule => $"{rule.Key} {rule.Value}"))})\n"
            + string.Join("\n", Described);
}
