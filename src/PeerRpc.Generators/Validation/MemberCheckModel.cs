using PeerRpc.Generators.Equality;

namespace PeerRpc.Generators.Validation;

/// <summary>How one member of a type is checked.</summary>
/// <param name="Name">The member.</param>
/// <param name="Attributes">Indexes of the validation attributes to check it with.</param>
/// <param name="Check">The check for what is inside its value; null for none.</param>
internal sealed record MemberCheckModel(string Name, EquatableArray<int> Attributes, int? Check);
