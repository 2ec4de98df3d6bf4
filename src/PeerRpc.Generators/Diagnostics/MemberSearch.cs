using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Codecs;
using PeerRpc.Generators.Symbols;
using PeerRpc.Generators.Validation;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>Looks for streams, progress and live objects among the members of a type and of all it reaches.</summary>
internal sealed class MemberSearch
{
    // Definitions, not what is constructed of them: what stands in type arguments is looked at where they are given,
    // and a type that contains ever larger ones of itself has one definition.
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);

    /// <summary>Finds the first one, and the property that it is in.</summary>
    public (ITypeSymbol Type, ISymbol? Within)? FindAttachment(ITypeSymbol type)
    {
        foreach (IPropertySymbol property in MembersOf(type))
        {
            if (FindIn(property.Type, property) is { } found)
                return found;
        }
        return type.Parts().Select(FindAttachment).FirstOrDefault(f => f is not null);
    }

    private (ITypeSymbol Type, ISymbol? Within)? FindIn(ITypeSymbol type, IPropertySymbol property) =>
        CodecKinds.IsAttachment(type)
            ? (type, property)
            : type.Parts().Select(p => FindIn(p, property)).FirstOrDefault(f => f is not null) ?? FindAttachment(type);

    private IEnumerable<IPropertySymbol> MembersOf(ITypeSymbol type) =>
        ValidatedMembers.HasMembers(type) && !HasConverter(type) && _seen.Add(type.OriginalDefinition)
            ? ValidatedMembers.Of(type.OriginalDefinition).Where(p => !HasConverter(p))
            : [];

    // It decides what travels, whatever the members are.
    private static bool HasConverter(ISymbol symbol) =>
        symbol.FindAttribute("System.Text.Json.Serialization.JsonConverterAttribute") is not null;
}
