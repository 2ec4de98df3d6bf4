using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>Checks that the type of an argument or a result, with all it is built from, can travel.</summary>
internal static class TypeChecks
{
    /// <summary>Checks one type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="about">The parameter, or the method whose result it is.</param>
    /// <param name="findings">Where problems go; at most one for each type.</param>
    public static void Check(ITypeSymbol type, ISymbol about, Findings findings)
    {
        if (FindProblem(type) is not { } found)
            return;
        string name = found.Type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
        findings.Add(found.Descriptor, about, about.Name, name, found.Instead);
    }

    private static (DiagnosticDescriptor Descriptor, ITypeSymbol Type, string Instead)? FindProblem(ITypeSymbol type)
    {
        if (UnsupportedTypes.NotYet(type) is { } later)
            return (TypeDiagnostics.NotYetSupported, type, later);
        if (UnsupportedTypes.Instead(type) is { } instead)
            return (TypeDiagnostics.NotSerializable, type, instead);
        return PartsOf(type).Select(FindProblem).FirstOrDefault(p => p is not null);
    }

    private static ImmutableArray<ITypeSymbol> PartsOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => [array.ElementType],
        INamedTypeSymbol named => named.TypeArguments,
        _ => [],
    };
}
