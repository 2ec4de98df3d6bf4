using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Codecs;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Contracts;

internal static class ShapeReader
{
    /// <summary>Reads the shape of a result or an item.</summary>
    public static ShapeModel Read(ITypeSymbol type) =>
        Read(type, type.NullableAnnotation != NullableAnnotation.NotAnnotated);

    /// <summary>Reads the shape of an argument.</summary>
    /// <param name="type">The type, which has passed all checks.</param>
    /// <param name="takesNull">Whether null is a valid argument, if the type is one of references.</param>
    public static ShapeModel Read(ITypeSymbol type, bool takesNull) => new(
        CodecKinds.Of(type),
        SignatureNames.Of(type),
        type.ErasedName(),
        type.IsReferenceType && takesNull,
        CodecKinds.ItemOf(type) is { } item ? Read(item) : null);
}
