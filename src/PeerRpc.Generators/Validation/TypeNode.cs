using Microsoft.CodeAnalysis;

namespace PeerRpc.Generators.Validation;

/// <summary>A type that arguments reach, while the graph of such types is being gathered.</summary>
internal sealed class TypeNode(ITypeSymbol type)
{
    public ITypeSymbol Type { get; } = type;

    public TypeCheckKind Kind { get; set; }

    public List<MemberNode> Members { get; } = [];

    public List<TypeNode> Derived { get; } = [];

    public ITypeSymbol? Item { get; set; }

    public bool ElementRefusesNull { get; set; }

    public TypeNode? Element { get; set; }

    /// <summary>The index of the check; null as long as nothing was found to check.</summary>
    public int? Index { get; set; }

    /// <summary>Whether there is something to check here or further in, as far as is known yet.</summary>
    public bool IsNeeded() =>
        ElementRefusesNull
        || Element?.Index is not null
        || Derived.Exists(d => d.Index is not null)
        || Members.Exists(m => m.Attributes.Count > 0 || m.Value?.Index is not null);
}
