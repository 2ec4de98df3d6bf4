namespace SharedText.Updates;

/// <summary>Operations of one replica whose clocks follow each other.</summary>
/// <param name="Kind">What they do.</param>
/// <param name="Clock">The clock of the first one.</param>
/// <param name="Length">How many they are.</param>
/// <param name="Origin">
/// Of an insertion: the parent of its first character; every other one is the right child of the one before it.
/// Of a deletion: the first character that it deletes.
/// </param>
/// <param name="RightOrigin">Of an insertion: the character that stood behind it; none for the end.</param>
/// <param name="Text">
/// What is inserted. Empty if all of it has been deleted since; the operations that did so are in the same update.
/// </param>
internal readonly record struct Run(
    RunKind Kind, int Clock, int Length, OpId Origin, OpId RightOrigin, ReadOnlyMemory<char> Text)
{
    /// <summary>The clock behind the last one.</summary>
    public int End => Clock + Length;

    public bool IsInsertion => Kind is RunKind.InsertRight or RunKind.InsertLeft;

    /// <summary>Of a deletion: the deleted character with the lowest clock.</summary>
    public int LowestTarget => Kind == RunKind.DeleteBackward ? Origin.Clock - Length + 1 : Origin.Clock;

    /// <summary>Of a deletion: the deleted character with the highest clock.</summary>
    public int HighestTarget => Kind == RunKind.DeleteBackward ? Origin.Clock : Origin.Clock + Length - 1;

    public static Run Insertion(RunKind kind, int clock, OpId origin, OpId rightOrigin, ReadOnlyMemory<char> text) =>
        new(kind, clock, text.Length, origin, rightOrigin, text);

    public static Run Deletion(RunKind kind, int clock, int length, OpId first) =>
        new(kind, clock, length, first, OpId.None, default);

    /// <summary>The same without its first operations.</summary>
    public Run Skip(ulong replica, int count)
    {
        if (count == 0)
            return this;
        Run rest = this with { Clock = Clock + count, Length = Length - count };
        return Kind switch
        {
            RunKind.DeleteForward => rest with { Origin = Origin with { Clock = Origin.Clock + count } },
            RunKind.DeleteBackward => rest with { Origin = Origin with { Clock = Origin.Clock - count } },
            _ => rest with
            {
                Kind = RunKind.InsertRight,
                Origin = new OpId(replica, rest.Clock - 1),
                Text = Text.IsEmpty ? Text : Text[count..],
            },
        };
    }
}
