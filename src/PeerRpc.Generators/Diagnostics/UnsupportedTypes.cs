using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Codecs;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>Types that do not travel, each with what to write instead.</summary>
internal static class UnsupportedTypes
{
    private const string BytesInstead = "write byte[] or ReadOnlyMemory<byte>";

    private static readonly Dictionary<string, string> Never = new(StringComparer.Ordinal)
    {
        ["System.Type"] = "send its name as a string",
        ["System.Threading.CancellationTokenSource"] = "take a CancellationToken as the last parameter",
        [KnownTypes.CancellationToken] = "take it as a parameter of its own, the last one",
        [KnownTypes.PeerCall] = "take it as a parameter of its own, 'PeerCall? call = null'",
        ["System.Linq.Expressions.Expression"] = "send the data that the expression is built from",
        ["System.IntPtr"] = "write long",
        ["System.UIntPtr"] = "write ulong",
    };

    /// <summary>What to write instead of a type that cannot travel; null for all others.</summary>
    public static string? Instead(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Dynamic } or { SpecialType: SpecialType.System_Object } =>
            "write the type that it really has, or JsonElement",
        { TypeKind: TypeKind.Delegate } => "send data, and let the receiver decide what to do with it",
        { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } or { IsRefLikeType: true } => BytesInstead,
        IArrayTypeSymbol { Rank: > 1 } => "write an array of arrays",
        _ when IsTask(type) => "take what the task results in",
        // What arrives is made by the runtime: a stream, but never a MemoryStream.
        _ when CodecKinds.BaseOf(type) is { } received =>
            $"write '{received.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'",
        _ => InsteadOfKnown(type),
    };

    public static bool IsTask(ITypeSymbol type) =>
        type.IsOrDerivesFrom(KnownTypes.Task)
        || type.IsOrDerivesFrom(KnownTypes.ValueTask)
        || type.IsOrDerivesFrom(KnownTypes.ValueTaskOfResult);

    private static string? InsteadOfKnown(ITypeSymbol type)
    {
        foreach (KeyValuePair<string, string> entry in Never)
        {
            if (type.OriginalDefinition.IsOrDerivesFrom(entry.Key))
                return entry.Value;
        }
        return null;
    }
}
