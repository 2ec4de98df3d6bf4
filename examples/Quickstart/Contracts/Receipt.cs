namespace Quickstart.Contracts;

/// <summary>What the receiver made of a file.</summary>
public sealed record Receipt(int Bytes, string Sha256);
