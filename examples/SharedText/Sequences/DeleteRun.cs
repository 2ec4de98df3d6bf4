namespace SharedText.Sequences;

/// <summary>Deletions of one replica whose clocks follow each other, and whose targets do.</summary>
/// <param name="Clock">The clock of the first one.</param>
/// <param name="Length">How many.</param>
/// <param name="Target">Who inserted what is deleted.</param>
/// <param name="First">The clock of the character that the first one deletes.</param>
/// <param name="IsBackward">Whether the targets go down from there.</param>
internal readonly record struct DeleteRun(int Clock, int Length, ulong Target, int First, bool IsBackward)
{
    public int End => Clock + Length;

    /// <summary>The clock of the character that the last one deletes.</summary>
    public int Last => IsBackward ? First - Length + 1 : First + Length - 1;

    /// <summary>Both as one, if the other goes on where this one ends, in the same direction.</summary>
    public DeleteRun? Join(in DeleteRun next)
    {
        if (next.Clock != End || next.Target != Target)
            return null;
        bool forward = (!IsBackward || Length == 1) && (!next.IsBackward || next.Length == 1);
        bool backward = (IsBackward || Length == 1) && (next.IsBackward || next.Length == 1);
        if (forward && next.First == First + Length)
            return this with { Length = Length + next.Length, IsBackward = false };
        if (backward && next.First == First - Length)
            return this with { Length = Length + next.Length, IsBackward = true };
        return null;
    }
}
