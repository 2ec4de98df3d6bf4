namespace SharedText.Sequences;

/// <summary>The blocks of one replica by their clocks.</summary>
/// <remarks>
/// A tree of two levels: a list of leaves of at most 128 blocks each. Finding is two binary searches, O(log n). Adding
/// and removing move at most a leaf; a full leaf is split, which moves the list of leaves, once in 64 or more times.
/// With a million blocks of one replica that list has between 8000 and 16 000 entries.
/// </remarks>
internal sealed class ClockIndex
{
    private const int LeafSize = 128;

    private readonly List<List<Block>> _leaves = [];

    public void Add(Block block)
    {
        if (_leaves.Count == 0)
        {
            _leaves.Add([block]);
            return;
        }
        int leaf = int.Max(LeafOf(block.Clock), 0);
        List<Block> blocks = _leaves[leaf];
        blocks.Insert(PlaceIn(blocks, block.Clock) + 1, block);
        if (blocks.Count <= LeafSize)
            return;
        // What is typed comes at the end: then leaves stay full.
        int keep = leaf == _leaves.Count - 1 ? LeafSize : LeafSize / 2;
        _leaves.Insert(leaf + 1, blocks[keep..]);
        blocks.RemoveRange(keep, blocks.Count - keep);
    }

    public void Remove(Block block)
    {
        int leaf = LeafOf(block.Clock);
        List<Block> blocks = _leaves[leaf];
        blocks.RemoveAt(PlaceIn(blocks, block.Clock));
        if (blocks.Count == 0)
            _leaves.RemoveAt(leaf);
    }

    /// <summary>The block that has the character of that clock, or null.</summary>
    public Block? Find(int clock) => FindFrom(clock) is { } found && found.Clock <= clock ? found : null;

    /// <summary>The block that has the character of that clock, or else the first one behind it, or null.</summary>
    public Block? FindFrom(int clock)
    {
        if (_leaves.Count == 0)
            return null;
        int leaf = int.Max(LeafOf(clock), 0);
        List<Block> blocks = _leaves[leaf];
        int place = PlaceIn(blocks, clock);
        if (place >= 0 && clock < blocks[place].End)
            return blocks[place];
        if (place + 1 < blocks.Count)
            return blocks[place + 1];
        return leaf + 1 < _leaves.Count ? _leaves[leaf + 1][0] : null;
    }

    // The last leaf that begins at the clock or before it, or -1.
    private int LeafOf(int clock)
    {
        int low = 0;
        int high = _leaves.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (_leaves[middle][0].Clock <= clock)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return high;
    }

    // The last block that begins at the clock or before it, or -1.
    private static int PlaceIn(List<Block> blocks, int clock)
    {
        int low = 0;
        int high = blocks.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (blocks[middle].Clock <= clock)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return high;
    }
}
