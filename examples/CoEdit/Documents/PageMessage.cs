using SharedText.Mirrors;

namespace CoEdit.Documents;

/// <summary>What a page sends.</summary>
/// <param name="Type"><c>open</c>, <c>edit</c>, <c>caret</c>, <c>undo</c>, <c>redo</c> or <c>seen</c>.</param>
/// <param name="Document">What to open, or what is open on the page.</param>
/// <param name="Seen">How many changes the page has taken since it has opened the document.</param>
/// <param name="Change">What was edited.</param>
/// <param name="Anchor">Where the selection begins, then.</param>
/// <param name="Head">Where it ends.</param>
internal sealed record PageMessage(
    string Type,
    string? Document = null,
    int Seen = 0,
    IReadOnlyList<TextPart>? Change = null,
    int Anchor = 0,
    int Head = 0);
