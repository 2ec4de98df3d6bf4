namespace SharedText.Updates;

/// <summary>Names one operation: the insertion of one character, or the deletion of one.</summary>
/// <param name="Replica">Who made it.</param>
/// <param name="Clock">Which of the replica's it is, counted from 0; below 0 for no operation at all.</param>
internal readonly record struct OpId(ulong Replica, int Clock)
{
    /// <summary>No operation: the start of the document, or its end.</summary>
    public static readonly OpId None = new(0, -1);

    public bool IsNone => Clock < 0;
}
