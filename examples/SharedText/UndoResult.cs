namespace SharedText;

/// <summary>What undoing or redoing has done.</summary>
/// <param name="Update">The new operations, to be kept and sent like those of any other edit.</param>
/// <param name="Changes">What has changed in the text of this document.</param>
public sealed record UndoResult(byte[] Update, IReadOnlyList<TextChange> Changes);
