namespace PeerRpc.Core.Tests.Serialization;

/// <summary>A type that no context of the tests knows.</summary>
public sealed record Unlisted(int Value);
