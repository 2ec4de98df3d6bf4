using SharedText.Sequences;
using SharedText.Updates;

namespace SharedText.Merging;

/// <summary>Gives what a document has, as runs to be written.</summary>
internal static class Operations
{
    /// <summary>The operations of a replica from a clock on, in their order.</summary>
    public static List<Run> Since(ReplicaLog log, int clock)
    {
        var runs = new List<Run>();
        while (clock < log.Next)
        {
            Run run = log.Blocks.Find(clock) is { } block ? Insertion(block) : Deletion(log.DeletionsAt(clock));
            runs.Add(run.Skip(log.Replica, clock - run.Clock));
            clock = run.End;
        }
        return runs;
    }

    private static Run Insertion(Block block)
    {
        OpId origin = block.IsLeft ? First(block.Parent!) : Last(block.Parent!);
        RunKind kind = block.IsLeft ? RunKind.InsertLeft : RunKind.InsertRight;
        OpId rightOrigin = block.RightOrigin.Owner is { } owner
            ? new OpId(owner.Replica, block.RightOrigin.Clock)
            : OpId.None;
        return new Run(kind, block.Clock, block.Length, origin, rightOrigin, block.Text);
    }

    private static Run Deletion(DeleteRun deletion)
    {
        RunKind kind = deletion.IsBackward ? RunKind.DeleteBackward : RunKind.DeleteForward;
        return Run.Deletion(kind, deletion.Clock, deletion.Length, new OpId(deletion.Target, deletion.First));
    }

    // The start of the document has no id.
    private static OpId First(Block block) =>
        block.Length == 0 ? OpId.None : new OpId(block.Owner.Replica, block.Clock);

    private static OpId Last(Block block) =>
        block.Length == 0 ? OpId.None : new OpId(block.Owner.Replica, block.End - 1);
}
