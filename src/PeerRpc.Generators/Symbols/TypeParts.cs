using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PeerRpc.Generators.Symbols;

internal static class TypeParts
{
    /// <summary>The types that a type is written with: those of its elements or its type arguments.</summary>
    public static ImmutableArray<ITypeSymbol> Parts(this ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => [array.ElementType],
        INamedTypeSymbol named => named.TypeArguments,
        _ => [],
    };
}
