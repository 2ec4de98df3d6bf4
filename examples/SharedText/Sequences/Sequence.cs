using SharedText.Updates;

namespace SharedText.Sequences;

/// <summary>A document: what each replica has done, and the characters that come of it.</summary>
/// <remarks>
/// An operation may refer to what is no character, but only if the program that made it is broken or means harm. Then
/// it refers to the start of the document or to its end, or deletes nothing: the same on every replica.
/// </remarks>
internal sealed class Sequence
{
    private readonly Dictionary<ulong, ReplicaLog> _logs = [];
    private readonly FugueTree _tree = new();

    /// <summary>How many characters are to be seen.</summary>
    public int Length => _tree.Visible;

    /// <summary>The start of the document: a block without characters.</summary>
    public Block Start => _tree.Start;

    public IReadOnlyCollection<ReplicaLog> Logs => _logs.Values;

    /// <summary>The clock of the first operation of a replica that is not known here.</summary>
    public int NextOf(ulong replica) => _logs.TryGetValue(replica, out ReplicaLog? log) ? log.Next : 0;

    public ReplicaLog LogOf(ulong replica)
    {
        if (!_logs.TryGetValue(replica, out ReplicaLog? log))
            _logs.Add(replica, log = new ReplicaLog(replica));
        return log;
    }

    /// <summary>The visible character at a position.</summary>
    public (Block Block, int Offset) At(int index) => _tree.At(index);

    /// <summary>The block that has a character, or null if that is none or not known.</summary>
    public Block? Find(OpId id) =>
        !id.IsNone && _logs.TryGetValue(id.Replica, out ReplicaLog? log) ? log.Blocks.Find(id.Clock) : null;

    /// <summary>Makes the operations of a run that are not known yet; those before them are known.</summary>
    public void Apply(ulong replica, in Run run, ChangeList? changes)
    {
        ReplicaLog log = LogOf(replica);
        if (run.End <= log.Next)
            return;
        Run rest = run.Skip(replica, log.Next - run.Clock);
        if (rest.IsInsertion)
            Insert(log, rest, changes);
        else
            Delete(log, rest, changes);
        log.Next = rest.End;
    }

    private void Insert(ReplicaLog log, in Run run, ChangeList? changes)
    {
        CharId rightOrigin = Find(run.RightOrigin) is { } found
            ? new CharId(found.Owner, run.RightOrigin.Clock)
            : default;
        Block? below = run.Kind == RunKind.InsertLeft ? BlockFrom(run.Origin) : null;
        Block above = below is null ? BlockUpTo(run.Origin) : Start;
        int index = -1;
        ReadOnlySpan<char> text = run.Text.Span;
        for (int done = 0; done < run.Length;)
        {
            int count = FugueTree.Portion(run.Length - done, text.IsEmpty);
            ReadOnlySpan<char> part = text.IsEmpty ? text : text.Slice(done, count);
            if (below is not null || !FugueTree.TryExtend(above, log, run.Clock + done, rightOrigin, part, count))
            {
                var block = new Block(log, run.Clock + done, count, rightOrigin);
                block.Fill(part);
                if (below is null)
                    _tree.AttachRight(above, block);
                else
                    _tree.AttachLeft(below, block);
                (above, below) = (block, null);
            }
            if (index < 0 && changes is not null)
                index = OrderTree.IndexOf(above) + above.Visible - part.Length;
            done += count;
        }
        changes?.Insert(index, text);
    }

    private void Delete(ReplicaLog log, in Run run, ChangeList? changes)
    {
        bool isBackward = run.Kind == RunKind.DeleteBackward;
        log.Add(new DeleteRun(run.Clock, run.Length, run.Origin.Replica, run.Origin.Clock, isBackward));
        if (!_logs.TryGetValue(run.Origin.Replica, out ReplicaLog? target))
            return;
        int clock = run.LowestTarget;
        int end = run.HighestTarget + 1;
        while (clock < end && target.Blocks.FindFrom(clock) is { } block && block.Clock < end)
        {
            int from = int.Max(clock, block.Clock);
            clock = int.Min(end, block.End);
            if (!block.IsDead)
                Kill(Part(block, from, clock), changes);
        }
    }

    private void Kill(Block block, ChangeList? changes)
    {
        changes?.Remove(OrderTree.IndexOf(block), block.Length);
        _tree.Kill(block);
    }

    // The block of exactly these characters.
    private Block Part(Block block, int from, int end)
    {
        if (from > block.Clock)
            block = _tree.Cut(block, from - block.Clock);
        if (end < block.End)
            _tree.Cut(block, end - block.Clock);
        return block;
    }

    private Block? BlockFrom(OpId id) => Find(id) is { } block ? Part(block, id.Clock, block.End) : null;

    private Block BlockUpTo(OpId id) => Find(id) is { } block ? Part(block, block.Clock, id.Clock + 1) : Start;
}
