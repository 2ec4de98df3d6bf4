namespace PeerRpc.Generators.Validation;

/// <summary>A type that may arrive in place of its base type, and is then checked as itself.</summary>
/// <param name="Type">The derived type.</param>
/// <param name="Check">The index of its check.</param>
internal sealed record DerivedCheckModel(string Type, int Check);
