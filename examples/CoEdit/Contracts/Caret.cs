namespace CoEdit.Contracts;

/// <summary>Where somebody writes, and what is selected: two anchors, which stay in place while others edit.</summary>
/// <param name="Anchor">Where the selection began.</param>
/// <param name="Head">Where it ends, and the caret is.</param>
public sealed record Caret(byte[] Anchor, byte[] Head);
