namespace SharedText.Sequences;

/// <summary>
/// What one replica has done, as far as it is known here: operations 0 to <see cref="Next"/>, without a gap.
/// </summary>
/// <remarks>
/// Every clock is either the insertion of a character or the deletion of one; so the number of a replica's operations
/// says which deletions are known as well.
/// </remarks>
internal sealed class ReplicaLog(ulong replica)
{
    private readonly List<DeleteRun> _deletions = [];

    public ulong Replica { get; } = replica;

    /// <summary>The clock of the operation that is not known yet.</summary>
    public int Next { get; set; }

    /// <summary>The characters that it has inserted.</summary>
    public ClockIndex Blocks { get; } = new();

    /// <summary>Keeps its deletions; those that go on where the last ones ended become one run with them.</summary>
    public void Add(in DeleteRun deletion)
    {
        if (_deletions.Count > 0 && _deletions[^1].Join(deletion) is { } joined)
            _deletions[^1] = joined;
        else
            _deletions.Add(deletion);
    }

    /// <summary>
    /// Whether a deletion that comes next goes on backward if it begins with that character, as Backspace does.
    /// </summary>
    public bool IsGoneOnBackward(ulong target, int clock) =>
        _deletions.Count > 0 && _deletions[^1] is var last && last.End == Next && last.Target == target
        && (last.IsBackward || last.Length == 1) && last.Last - 1 == clock;

    /// <summary>The deletions of which that clock is one.</summary>
    public DeleteRun DeletionsAt(int clock)
    {
        int low = 0;
        int high = _deletions.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (_deletions[middle].Clock <= clock)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return _deletions[high];
    }
}
