using SharedText.Sequences;
using SharedText.Updates;

namespace SharedText.Editing;

/// <summary>An edit of this replica: made at once, and gathered to be sent and to be undone.</summary>
internal sealed class Edit(Sequence sequence, ulong replica, ChangeList? changes)
{
    private readonly List<Run> _runs = [];

    /// <summary>What it has inserted.</summary>
    public List<CharSpan> Inserted { get; } = [];

    /// <summary>What it has deleted.</summary>
    public List<RemovedText> Removed { get; } = [];

    /// <summary>Whether it has done nothing.</summary>
    public bool IsEmpty => _runs.Count == 0;

    /// <summary>Inserts at a position.</summary>
    public void Insert(int index, ReadOnlyMemory<char> text)
    {
        if (text.IsEmpty)
            return;
        (Block block, int offset) = index == 0 ? (sequence.Start, -1) : sequence.At(index - 1);
        InsertBehind(block, offset + 1, text);
    }

    /// <summary>Inserts behind so many characters of a block, whether or not they are deleted.</summary>
    public CharSpan InsertBehind(Block block, int count, ReadOnlyMemory<char> text)
    {
        OpId left = count == 0 ? OpId.None : new OpId(block.Owner.Replica, block.Clock + count - 1);
        OpId right = count < block.Length
            ? new OpId(block.Owner.Replica, block.Clock + count)
            : block.Next is { } next ? new OpId(next.Owner.Replica, next.Clock) : OpId.None;
        bool hasRightChildren = count < block.Length || block.FirstRight is not null;
        int clock = Reserve(text.Length);
        Make(hasRightChildren
            ? Run.Insertion(RunKind.InsertLeft, clock, right, right, text)
            : Run.Insertion(RunKind.InsertRight, clock, left, right, text));
        var span = new CharSpan(replica, clock, text.Length);
        Inserted.Add(span);
        return span;
    }

    /// <summary>Deletes what stands at a position.</summary>
    public void Delete(int index, int length)
    {
        while (length > 0)
        {
            // The next part comes to the same position.
            (Block block, int offset) = sequence.At(index);
            int count = int.Min(length, block.Length - offset);
            Delete(block, offset, count);
            length -= count;
        }
    }

    /// <summary>Deletes those of some characters that are still there.</summary>
    public void Delete(CharSpan span)
    {
        ReplicaLog owner = sequence.LogOf(span.Replica);
        int clock = span.Clock;
        while (clock < span.End && owner.Blocks.FindFrom(clock) is { } block && block.Clock < span.End)
        {
            int offset = int.Max(clock - block.Clock, 0);
            clock = int.Min(block.End, span.End);
            if (!block.IsDead)
                Delete(block, offset, clock - block.Clock - offset);
        }
    }

    /// <summary>What to send.</summary>
    public byte[] ToUpdate()
    {
        var writer = new UpdateWriter();
        writer.Section(replica, _runs);
        return writer.ToArray();
    }

    private void Delete(Block block, int offset, int count)
    {
        string text = block.Text.Slice(offset, count).ToString();
        ulong owner = block.Owner.Replica;
        int first = block.Clock + offset;
        Removed.Add(new RemovedText(owner, first, text));
        int clock = Reserve(count);
        bool isBackward = sequence.LogOf(replica).IsGoneOnBackward(owner, first + count - 1);
        Make(isBackward
            ? Run.Deletion(RunKind.DeleteBackward, clock, count, new OpId(owner, first + count - 1))
            : Run.Deletion(RunKind.DeleteForward, clock, count, new OpId(owner, first)));
    }

    private void Make(in Run run)
    {
        sequence.Apply(replica, run, changes);
        _runs.Add(run);
    }

    private int Reserve(int count)
    {
        int clock = sequence.NextOf(replica);
        if (count >= int.MaxValue - clock)
            throw new InvalidOperationException("This replica has made as many operations as it can count.");
        return clock;
    }
}
