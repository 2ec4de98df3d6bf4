using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Contracts;

internal static class WireNames
{
    private const string AsyncSuffix = "Async";

    /// <summary>The name of a method on the wire.</summary>
    public static string Of(IMethodSymbol method)
    {
        if (method.FindAttribute(KnownTypes.PeerMethod) is { } attribute)
            return attribute.Text() ?? "";
        string name = method.Name;
        return name.Length > AsyncSuffix.Length && name.EndsWith(AsyncSuffix, StringComparison.Ordinal)
            ? name.Substring(0, name.Length - AsyncSuffix.Length)
            : name;
    }
}
