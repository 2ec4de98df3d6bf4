namespace SharedText.Mirrors;

/// <summary>A part of a <see cref="TextOperation"/>: one of the three.</summary>
/// <param name="Keep">So much of the old text stays.</param>
/// <param name="Remove">So much of the old text goes away.</param>
/// <param name="Insert">This comes in.</param>
public sealed record TextPart(int Keep = 0, int Remove = 0, string? Insert = null)
{
    /// <summary>How much of the old text it is about.</summary>
    internal int Length => Keep + Remove;

    internal bool IsNothing => Length == 0 && string.IsNullOrEmpty(Insert);

    internal bool IsInvalid =>
        Keep < 0 || Remove < 0 || (Keep > 0 && Remove > 0) || (Length > 0 && !string.IsNullOrEmpty(Insert));
}
