namespace SharedText.Editing;

/// <summary>Characters that an edit has deleted, and what they were; the document itself has forgotten that.</summary>
/// <param name="Replica">Who had inserted them.</param>
/// <param name="Clock">The clock of the first one.</param>
/// <param name="Text">The characters.</param>
internal readonly record struct RemovedText(ulong Replica, int Clock, string Text)
{
    public int End => Clock + Text.Length;
}
