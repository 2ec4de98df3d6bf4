using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Validation;

/// <summary>A type whose values hold elements.</summary>
/// <param name="Kind">How the elements are reached.</param>
/// <param name="Item">What it is a sequence of; for a dictionary the pairs.</param>
/// <param name="Element">The type of the elements; for a dictionary that of its values.</param>
internal readonly record struct CollectionShape(TypeCheckKind Kind, ITypeSymbol Item, ITypeSymbol Element)
{
    /// <summary>Looks at a type as a collection.</summary>
    /// <returns>False if it is none, or one of which there is no saying what its elements are.</returns>
    public static bool TryOf(ITypeSymbol type, out CollectionShape shape)
    {
        shape = default;
        if (type.SpecialType == SpecialType.System_String)
            return false;
        if (type is IArrayTypeSymbol array)
        {
            shape = new CollectionShape(TypeCheckKind.Sequence, array.ElementType, array.ElementType);
            return array.Rank == 1;
        }
        if (type is not INamedTypeSymbol named || EnumerableOf(named) is not { } enumerable)
            return false;
        ITypeSymbol element = enumerable.TypeArguments[0];
        shape = element is INamedTypeSymbol pair && pair.Is("System.Collections.Generic.KeyValuePair`2")
            ? new CollectionShape(TypeCheckKind.Dictionary, pair, pair.TypeArguments[1])
            : new CollectionShape(SequenceKind(named), element, element);
        return true;
    }

    private static TypeCheckKind SequenceKind(INamedTypeSymbol type) =>
        type.Is("System.Collections.Immutable.ImmutableArray`1")
            ? TypeCheckKind.ImmutableArray
            : TypeCheckKind.Sequence;

    private static INamedTypeSymbol? EnumerableOf(INamedTypeSymbol type)
    {
        INamedTypeSymbol[] candidates = [.. new[] { type }.Concat(type.AllInterfaces)
            .Where(i => i.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)];
        return candidates.Length == 1 ? candidates[0] : null;
    }
}
