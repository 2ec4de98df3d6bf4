namespace PeerRpc.Core.Tests.Serialization;

/// <summary>Two required members and one that is not.</summary>
public sealed record Strict(string Name, int Count, string? Note = null);
