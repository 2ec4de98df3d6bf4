namespace SharedText.Sequences;

/// <summary>The blocks in the order of the text, deleted ones among them.</summary>
/// <remarks>
/// A treap: a search tree by order that is a heap by random priorities, so its depth is logarithmic whatever is
/// inserted where (about 1.4 log2 n on average); it takes no key, and a block is its own node. Each node counts the
/// visible characters below it. So a position is found, and a block's position computed, in O(log n); neighbours are
/// linked, too. Priorities come from a random seed: who knew it could make the tree deep by choosing places.
/// </remarks>
internal sealed class OrderTree
{
    private Block _root;
    private ulong _random = ((ulong)Random.Shared.NextInt64() << 1) | 1;

    public OrderTree(Block first)
    {
        First = first;
        _root = first;
    }

    /// <summary>The first block, which has no characters and is never removed.</summary>
    public Block First { get; }

    /// <summary>How many characters are to be seen.</summary>
    public int Visible => _root.VisibleBelow;

    /// <summary>Finds the visible character at a position, and how many stand before it in its block.</summary>
    public (Block Block, int Offset) Find(int index)
    {
        Block at = _root;
        while (true)
        {
            int lower = at.Lower?.VisibleBelow ?? 0;
            if (index < lower)
            {
                at = at.Lower!;
            }
            else if (index < lower + at.Visible)
            {
                return (at, index - lower);
            }
            else
            {
                index -= lower + at.Visible;
                at = at.Higher!;
            }
        }
    }

    /// <summary>How many visible characters stand before a block.</summary>
    public static int IndexOf(Block block)
    {
        int index = block.Lower?.VisibleBelow ?? 0;
        for (Block at = block; at.Up is { } up; at = up)
        {
            if (up.Higher == at)
                index += up.Visible + (up.Lower?.VisibleBelow ?? 0);
        }
        return index;
    }

    /// <summary>Says which of two different blocks stands first: negative if it is the first one.</summary>
    public static int Compare(Block one, Block other)
    {
        int depth = Depth(one) - Depth(other);
        (Block? below, Block? above) = depth >= 0 ? (one, other) : (other, one);
        int sign = depth >= 0 ? 1 : -1;
        Block? from = null;
        for (int i = int.Abs(depth); i > 0; i--)
            (from, below) = (below, below!.Up);
        // The upper one is an ancestor: it matters on which side the lower one came up.
        if (below == above)
            return from == above!.Lower ? -sign : sign;
        while (below!.Up != above!.Up)
            (below, above) = (below.Up, above.Up);
        return below.Up!.Lower == below ? -sign : sign;
    }

    /// <summary>Puts a block directly behind another one.</summary>
    public void InsertAfter(Block place, Block block)
    {
        block.Previous = place;
        block.Next = place.Next;
        if (place.Next is not null)
            place.Next.Previous = block;
        // The next in order is the lowest of all that are higher: nothing is lower than it there.
        if (place.Higher is null)
        {
            place.Higher = block;
            block.Up = place;
        }
        else
        {
            place.Next!.Lower = block;
            block.Up = place.Next;
        }
        place.Next = block;
        block.Priority = NextPriority();
        block.VisibleBelow = 0;
        Changed(block, block.Visible);
        while (block.Up is { } up && up.Priority < block.Priority)
            Lift(block);
    }

    /// <summary>Takes a block without visible characters out.</summary>
    public void Remove(Block block)
    {
        while (block.Lower is not null && block.Higher is not null)
            Lift(block.Lower.Priority > block.Higher.Priority ? block.Lower : block.Higher);
        Replace(block, block.Lower ?? block.Higher);
        block.Previous!.Next = block.Next;
        if (block.Next is not null)
            block.Next.Previous = block.Previous;
        block.Up = block.Lower = block.Higher = block.Previous = block.Next = null;
    }

    /// <summary>Counts that a block has that many more visible characters than before.</summary>
    public static void Changed(Block block, int difference)
    {
        if (difference == 0)
            return;
        for (Block? at = block; at is not null; at = at.Up)
            at.VisibleBelow += difference;
    }

    private static int Depth(Block block)
    {
        int depth = 0;
        for (Block? at = block.Up; at is not null; at = at.Up)
            depth++;
        return depth;
    }

    // A rotation: the block takes the place of the one above it, which goes below it.
    private void Lift(Block block)
    {
        Block up = block.Up!;
        Block? middle;
        if (up.Lower == block)
        {
            middle = block.Higher;
            up.Lower = middle;
            Replace(up, block);
            block.Higher = up;
        }
        else
        {
            middle = block.Lower;
            up.Higher = middle;
            Replace(up, block);
            block.Lower = up;
        }
        if (middle is not null)
            middle.Up = up;
        up.Up = block;
        Count(up);
        Count(block);
    }

    private void Replace(Block block, Block? other)
    {
        Block? up = block.Up;
        if (up is null)
            _root = other!;
        else if (up.Lower == block)
            up.Lower = other;
        else
            up.Higher = other;
        if (other is not null)
            other.Up = up;
    }

    private static void Count(Block block) => block.VisibleBelow =
        block.Visible + (block.Lower?.VisibleBelow ?? 0) + (block.Higher?.VisibleBelow ?? 0);

    // xorshift64: the tree only needs priorities that have nothing to do with places.
    private uint NextPriority()
    {
        _random ^= _random << 13;
        _random ^= _random >> 7;
        _random ^= _random << 17;
        return (uint)(_random >> 32);
    }
}
