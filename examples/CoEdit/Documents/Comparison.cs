namespace CoEdit.Documents;

/// <summary>How a document here differs from somebody else's.</summary>
/// <param name="Missing">What is missing there; null for nothing.</param>
/// <param name="IsBehind">Whether something is missing here.</param>
/// <param name="State">What is here.</param>
internal sealed record Comparison(byte[]? Missing, bool IsBehind, byte[] State);
