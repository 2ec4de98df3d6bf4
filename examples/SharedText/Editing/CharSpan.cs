namespace SharedText.Editing;

/// <summary>Characters of one replica whose clocks follow each other.</summary>
/// <param name="Replica">Who has inserted them.</param>
/// <param name="Clock">The clock of the first one.</param>
/// <param name="Length">How many.</param>
internal readonly record struct CharSpan(ulong Replica, int Clock, int Length)
{
    public int End => Clock + Length;
}
