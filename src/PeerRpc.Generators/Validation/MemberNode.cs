namespace PeerRpc.Generators.Validation;

/// <summary>A member of a <see cref="TypeNode"/>: the attributes it is checked with, and the type of its value.</summary>
internal sealed record MemberNode(string Name, IReadOnlyList<int> Attributes, TypeNode? Value);
