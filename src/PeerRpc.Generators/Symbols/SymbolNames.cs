using Microsoft.CodeAnalysis;

namespace PeerRpc.Generators.Symbols;

/// <summary>How types are written in generated code.</summary>
internal static class SymbolNames
{
    // With the annotations and tuple names that an implementation of the interface must repeat.
    private static readonly SymbolDisplayFormat Annotated = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    // Without them, so that types that are one at run time share one codec.
    private static readonly SymbolDisplayFormat Erased = SymbolDisplayFormat.FullyQualifiedFormat
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    public static string AnnotatedName(this ITypeSymbol type) => type.ToDisplayString(Annotated);

    public static string ErasedName(this ITypeSymbol type) => type.ToDisplayString(Erased);

    /// <summary>Whether a type has this metadata name, for example <c>System.Threading.Tasks.Task`1</c>.</summary>
    public static bool Is(this ISymbol? type, string metadataName)
    {
        if (type is not INamedTypeSymbol { ContainingType: null } named || !metadataName.EndsWith(
            named.MetadataName, StringComparison.Ordinal))
        {
            return false;
        }
        return metadataName == $"{named.ContainingNamespace.ToDisplayString()}.{named.MetadataName}";
    }

    /// <summary>Whether a type or one of its base types has this metadata name.</summary>
    public static bool IsOrDerivesFrom(this ITypeSymbol? type, string metadataName)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.Is(metadataName))
                return true;
        }
        return false;
    }
}
