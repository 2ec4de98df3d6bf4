using Microsoft.CodeAnalysis;

namespace PeerRpc.Generators.Symbols;

internal static class SymbolAttributes
{
    public static AttributeData? FindAttribute(this ISymbol symbol, string metadataName) =>
        symbol.GetAttributes().FirstOrDefault(a => a.AttributeClass.Is(metadataName));

    public static bool IsContract(this ITypeSymbol type) =>
        type.TypeKind == TypeKind.Interface && type.FindAttribute(KnownTypes.PeerController) is not null;

    /// <summary>The text that an attribute was constructed with; null if its source does not compile.</summary>
    public static string? Text(this AttributeData attribute) =>
        attribute.ConstructorArguments.FirstOrDefault().Value as string;
}
