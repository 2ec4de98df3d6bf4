using Microsoft.CodeAnalysis;

namespace PeerRpc.Generators.Contracts;

/// <summary>
/// Writes types as they stand in the signature that both sides hash: C# names without namespaces, keywords as their
/// .NET names, annotations and tuple names dropped.
/// </summary>
internal static class SignatureNames
{
    public const string Void = "void";

    public static string Of(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Of(array.ElementType) + "[]",
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable =>
            Of(nullable.TypeArguments[0]) + "?",
        INamedTypeSymbol { IsTupleType: true } tuple => Generic("ValueTuple", tuple.TupleElements.Select(e => e.Type)),
        INamedTypeSymbol named => OfNamed(named),
        _ => type.Name,
    };

    private static string OfNamed(INamedTypeSymbol type)
    {
        string outer = type.ContainingType is { } containing ? OfNamed(containing) + "." : "";
        return outer + (type.TypeArguments.IsEmpty ? type.Name : Generic(type.Name, type.TypeArguments));
    }

    private static string Generic(string name, IEnumerable<ITypeSymbol> arguments) =>
        $"{name}<{string.Join(",", arguments.Select(Of))}>";
}
