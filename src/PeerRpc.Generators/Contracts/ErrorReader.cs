using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Contracts;

/// <summary>Reads the errors that a method, its interface and the contract declare.</summary>
internal static class ErrorReader
{
    public static IEnumerable<ErrorModel> Read(IMethodSymbol method, INamedTypeSymbol contract) =>
        AttributesOf(method, contract)
            .Select(a => new ErrorModel(a.Text() ?? "", DetailOf(a).ErasedName()))
            .Distinct();

    /// <summary>The types of the data that travels with the errors.</summary>
    public static IEnumerable<ITypeSymbol> DetailTypes(IMethodSymbol method, INamedTypeSymbol contract) =>
        AttributesOf(method, contract).Select(DetailOf);

    private static IEnumerable<AttributeData> AttributesOf(IMethodSymbol method, INamedTypeSymbol contract) =>
        new ISymbol[] { method, method.ContainingType, contract }
            .SelectMany(s => s.GetAttributes())
            .Where(a => a.AttributeClass?.OriginalDefinition.Is(KnownTypes.ApplicationError) == true);

    private static ITypeSymbol DetailOf(AttributeData attribute) => attribute.AttributeClass!.TypeArguments[0];
}
