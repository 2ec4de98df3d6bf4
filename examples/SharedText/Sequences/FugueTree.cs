namespace SharedText.Sequences;

/// <summary>The blocks of a document, as the tree of the algorithm and in the order that follows from it.</summary>
/// <remarks>
/// The algorithm is FugueMax. Every character is a node of a tree, and a left or a right child of its parent; the text
/// is the tree read from left to right: left children, the character, right children.
/// <list type="number">
/// <item>Who inserts between two neighbours (deleted characters are neighbours, too, once the left one is chosen) makes
/// the new character the right child of the left neighbour, if that has no right children, or else the left child of
/// the right one, which then has no left children.</item>
/// <item>So what is typed forward is a chain of right children, what is typed backward a chain of left ones. Two such
/// chains that were made at the same time are two subtrees, and do not mix.</item>
/// <item>Left children of one character stand in the order of their ids. Right children stand the other way round as
/// what stood behind them when they were made (<see cref="Block.RightOrigin"/>), and if that is the same, in the order
/// of their ids.</item>
/// <item>A deleted character stays as a place, without its text.</item>
/// </list>
/// Where a character stands follows from the operations alone, not from the order in which they came.
/// <para>
/// A character has siblings only if several replicas inserted at one place without knowing of each other. Then, and
/// only then, the edge of a sibling's subtree is looked for, which walks along its blocks; everything else is O(log n).
/// </para>
/// </remarks>
internal sealed class FugueTree
{
    // Cutting a block copies it. Whoever pastes a book gets several blocks.
    private const int LongestBlock = 4096;

    private readonly OrderTree _order = new(new Block(new ReplicaLog(0), 0, 0, default));

    /// <summary>The start of the document: a block without characters.</summary>
    public Block Start => _order.First;

    /// <summary>How many characters are to be seen.</summary>
    public int Visible => _order.Visible;

    /// <summary>The visible character at a position.</summary>
    public (Block Block, int Offset) At(int index) => _order.Find(index);

    /// <summary>How many characters of a run one block takes.</summary>
    public static int Portion(int length, bool isDead) => isDead ? length : int.Min(length, LongestBlock);

    /// <summary>
    /// Puts characters behind the last one of a block, if they go on there as if they had come with it.
    /// </summary>
    public static bool TryExtend(
        Block block, ReplicaLog owner, int clock, CharId rightOrigin, ReadOnlySpan<char> text, int length)
    {
        bool goesOn = block.Owner == owner && block.End == clock && block.FirstRight is null
            && block.RightOrigin == rightOrigin && block.IsDead == text.IsEmpty
            && (block.IsDead || block.Length + length <= LongestBlock);
        if (!goesOn)
            return false;
        block.Extend(length, text);
        OrderTree.Changed(block, text.Length);
        return true;
    }

    /// <summary>Hangs a block on the last character of another one, or on the start.</summary>
    public void AttachRight(Block parent, Block block)
    {
        Block? before = null;
        Block? at = parent.FirstRight;
        while (at is not null && StandsBefore(at, block))
            (before, at) = (at, at.NextSibling);
        block.Parent = parent;
        block.NextSibling = at;
        if (before is null)
            parent.FirstRight = block;
        else
            before.NextSibling = block;
        Enter(before is null ? parent : LastOf(before), block);
    }

    /// <summary>Hangs a block on the first character of another one.</summary>
    public void AttachLeft(Block parent, Block block)
    {
        Block? before = null;
        Block? at = parent.FirstLeft;
        while (at is not null && IsBelow(at, block))
            (before, at) = (at, at.NextSibling);
        block.IsLeft = true;
        block.Parent = parent;
        block.NextSibling = at;
        if (before is null)
            parent.FirstLeft = block;
        else
            before.NextSibling = block;
        Enter((at is null ? parent : FirstOf(at)).Previous!, block);
    }

    /// <summary>Leaves a block its first characters and gives the block of the others.</summary>
    public Block Cut(Block block, int count)
    {
        int visible = block.Visible;
        Block rest = block.Cut(count);
        OrderTree.Changed(block, block.Visible - visible);
        // The first of the rest is the right child of the last that stays, and the only one: it was there first.
        Adopt(rest, block);
        rest.Parent = block;
        block.FirstRight = rest;
        Enter(block, rest);
        return rest;
    }

    /// <summary>
    /// Deletes the characters of a block, and joins it with its neighbours where they are one deleted run.
    /// </summary>
    public void Kill(Block block)
    {
        int visible = block.Visible;
        block.Kill();
        OrderTree.Changed(block, -visible);
        Block previous = block.Previous!;
        Block whole = TryJoin(previous, block) ? previous : block;
        if (whole.Next is { } next)
            TryJoin(whole, next);
    }

    private void Enter(Block place, Block block)
    {
        _order.InsertAfter(place, block);
        block.Owner.Blocks.Add(block);
    }

    private bool TryJoin(Block one, Block next)
    {
        // Nothing else may hang between them.
        bool isOne = one.IsDead && next.IsDead && one.Owner == next.Owner && one.End == next.Clock
            && next.Parent == one && !next.IsLeft && one.FirstRight == next && next.NextSibling is null
            && next.FirstLeft is null && one.RightOrigin == next.RightOrigin;
        if (!isOne)
            return false;
        one.Extend(next.Length, default);
        one.FirstRight = null;
        Adopt(one, next);
        next.Owner.Blocks.Remove(next);
        _order.Remove(next);
        return true;
    }

    // The right children of one block become those of another one.
    private static void Adopt(Block block, Block from)
    {
        block.FirstRight = from.FirstRight;
        from.FirstRight = null;
        for (Block? child = block.FirstRight; child is not null; child = child.NextSibling)
            child.Parent = block;
    }

    private static bool StandsBefore(Block one, Block other)
    {
        int order = Compare(one.RightOrigin, other.RightOrigin);
        return order != 0 ? order > 0 : IsBelow(one, other);
    }

    private static bool IsBelow(Block one, Block other) =>
        (one.Owner.Replica, one.Clock).CompareTo((other.Owner.Replica, other.Clock)) < 0;

    // By where they stand in the text; none is its end.
    private static int Compare(CharId one, CharId other)
    {
        if (one == other)
            return 0;
        if (one.Owner is null || other.Owner is null)
            return one.Owner is null ? 1 : -1;
        Block first = one.Owner.Blocks.Find(one.Clock)!;
        Block second = other.Owner.Blocks.Find(other.Clock)!;
        return first == second ? one.Clock.CompareTo(other.Clock) : OrderTree.Compare(first, second);
    }

    private static Block FirstOf(Block block)
    {
        while (block.FirstLeft is { } left)
            block = left;
        return block;
    }

    private static Block LastOf(Block block)
    {
        while (block.FirstRight is { } right)
        {
            block = right;
            while (block.NextSibling is { } sibling)
                block = sibling;
        }
        return block;
    }
}
