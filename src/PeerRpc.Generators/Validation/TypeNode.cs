using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Equality;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Validation;

/// <summary>A type that arguments reach, while the graph of such types is being gathered.</summary>
/// <param name="type">The type.</param>
/// <param name="kind">What is looked at in its values.</param>
internal sealed class TypeNode(ITypeSymbol type, TypeCheckKind kind)
{
    public List<MemberNode> Members { get; } = [];

    public List<TypeNode> Derived { get; } = [];

    public CollectionShape? Collection { get; set; }

    public TypeNode? Element { get; set; }

    /// <summary>The index of the check; null as long as nothing was found to check.</summary>
    public int? Index { get; set; }

    private string TypeName => type.ErasedName();

    private bool ElementRefusesNull =>
        Collection?.Element is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated };

    private bool CanBeNull =>
        type.IsReferenceType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>Whether there is something to check here or further in, as far as is known yet.</summary>
    public bool IsNeeded() =>
        ElementRefusesNull
        || Element?.Index is not null
        || Derived.Exists(d => d.Index is not null)
        || Members.Exists(m => m.IsNeeded);

    public TypeCheckModel ToModel() =>
        new(
            Index!.Value,
            TypeName,
            CanBeNull,
            kind,
            Members
                .Where(m => m.IsNeeded)
                .Select(m => new MemberCheckModel(m.Name, m.Attributes, m.Value?.Index))
                .ToEquatableArray(),
            Derived
                .Where(d => d.Index is not null)
                .Select(d => new DerivedCheckModel(d.TypeName, d.Index!.Value))
                .ToEquatableArray(),
            Collection?.Item.ErasedName(),
            ElementRefusesNull,
            Element?.Index);
}
