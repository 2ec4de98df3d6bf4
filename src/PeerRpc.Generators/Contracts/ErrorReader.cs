using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Contracts;

/// <summary>Reads the errors that a method, its interface and the contract declare.</summary>
internal static class ErrorReader
{
    public static IEnumerable<ErrorModel> Read(IMethodSymbol method, INamedTypeSymbol contract) =>
        new ISymbol[] { method, method.ContainingType, contract }
            .SelectMany(s => s.GetAttributes())
            .Where(a => a.AttributeClass?.OriginalDefinition.Is(KnownTypes.ApplicationError) == true)
            .Select(a => new ErrorModel(a.Text() ?? "", a.AttributeClass!.TypeArguments[0].ErasedName()))
            .Distinct();
}
