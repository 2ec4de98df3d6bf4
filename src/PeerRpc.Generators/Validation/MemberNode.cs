using PeerRpc.Generators.Equality;

namespace PeerRpc.Generators.Validation;

/// <summary>A member of a <see cref="TypeNode"/>.</summary>
/// <param name="Name">The member.</param>
/// <param name="Attributes">Indexes of the attributes it is checked with.</param>
/// <param name="Value">The type of its value; null if there is nothing to look into.</param>
internal sealed record MemberNode(string Name, EquatableArray<int> Attributes, TypeNode? Value)
{
    public bool IsNeeded => Attributes.Count > 0 || Value?.Index is not null;
}
