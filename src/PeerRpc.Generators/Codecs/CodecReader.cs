using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Codecs;

internal static class CodecReader
{
    /// <summary>Reads the codec of a type.</summary>
    /// <param name="type">The type, which has passed all checks.</param>
    /// <param name="options">The options of every observable in it.</param>
    public static CodecModel Read(ITypeSymbol type, StreamOptionsModel? options)
    {
        CodecKind kind = CodecKinds.Of(type);
        return new CodecModel(
            kind,
            type.ErasedName(),
            CodecKinds.ItemOf(type) is { } item ? Read(item, options) : null,
            kind == CodecKind.Observable ? options : null);
    }
}
