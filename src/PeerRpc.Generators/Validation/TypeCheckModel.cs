using PeerRpc.Generators.Equality;

namespace PeerRpc.Generators.Validation;

/// <summary>How the values of one type are checked.</summary>
/// <param name="Index">The number of the check.</param>
/// <param name="Type">The type.</param>
/// <param name="CanBeNull">Whether a value may be null, which is nothing to look into.</param>
/// <param name="Kind">What is looked at: members or elements.</param>
/// <param name="Members">The members to check.</param>
/// <param name="Derived">The types that may arrive in its place.</param>
/// <param name="ItemType">What a collection is a sequence of: elements or pairs; null for other types.</param>
/// <param name="ElementRefusesNull">Whether an element must not be null.</param>
/// <param name="ElementCheck">The check for the elements; null for none.</param>
internal sealed record TypeCheckModel(
    int Index,
    string Type,
    bool CanBeNull,
    TypeCheckKind Kind,
    EquatableArray<MemberCheckModel> Members,
    EquatableArray<DerivedCheckModel> Derived,
    string? ItemType,
    bool ElementRefusesNull,
    int? ElementCheck);
