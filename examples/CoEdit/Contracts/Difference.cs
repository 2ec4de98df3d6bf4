namespace CoEdit.Contracts;

/// <summary>The answer to an exchange.</summary>
/// <param name="Update">What the caller lacks.</param>
/// <param name="State">What the callee has.</param>
public sealed record Difference(byte[] Update, byte[] State);
