using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Codecs;

/// <summary>Tells attachments from values.</summary>
internal static class CodecKinds
{
    private static readonly Dictionary<string, CodecKind> Attachments = new(StringComparer.Ordinal)
    {
        [KnownTypes.AsyncEnumerable] = CodecKind.AsyncEnumerable,
        [KnownTypes.Observable] = CodecKind.Observable,
        [KnownTypes.Progress] = CodecKind.Progress,
        [KnownTypes.Stream] = CodecKind.Stream,
        [KnownTypes.PipeReader] = CodecKind.PipeReader,
    };

    /// <summary>How a type travels, as an argument or an item.</summary>
    public static CodecKind Of(ITypeSymbol type)
    {
        if (type.IsContract())
            return CodecKind.LiveObject;
        foreach (KeyValuePair<string, CodecKind> entry in Attachments)
        {
            if (type.Is(entry.Key))
                return entry.Value;
        }
        return CodecKind.Value;
    }

    public static bool IsAttachment(ITypeSymbol type) => Of(type) != CodecKind.Value;

    /// <summary>The type of the items or reports; null for what has none.</summary>
    public static ITypeSymbol? ItemOf(ITypeSymbol type) =>
        Of(type) is CodecKind.AsyncEnumerable or CodecKind.Observable or CodecKind.Progress
            ? ((INamedTypeSymbol)type).TypeArguments[0]
            : null;

    /// <summary>Whether a type is an observable, or a stream that one travels in.</summary>
    public static bool CarriesObservable(ITypeSymbol? type) =>
        type is not null && (Of(type) == CodecKind.Observable || CarriesObservable(ItemOf(type)));

    /// <summary>The attachment that a type derives from or implements, which is what the receiver would get.</summary>
    public static ITypeSymbol? BaseOf(ITypeSymbol type)
    {
        if (IsAttachment(type))
            return null;
        for (ITypeSymbol? at = type.BaseType; at is not null; at = at.BaseType)
        {
            if (IsAttachment(at))
                return at;
        }
        return type.AllInterfaces.FirstOrDefault(IsAttachment);
    }
}
