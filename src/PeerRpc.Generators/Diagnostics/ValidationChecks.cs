using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Contracts;
using PeerRpc.Generators.Symbols;
using PeerRpc.Generators.Validation;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>Warns of validation attributes that cannot be called without reflection.</summary>
internal static class ValidationChecks
{
    private const string Namespace = "System.ComponentModel.DataAnnotations.";

    public static void Check(IEnumerable<IMethodSymbol> methods, Findings findings)
    {
        var graph = new ValidationGraph(findings.Contract.ContainingAssembly);
        foreach (IParameterSymbol parameter in methods.SelectMany(ParameterRoles.WireParametersOf))
        {
            graph.Attributes.Take(ValidationAttributes.Of(parameter), parameter, parameter.Type);
            graph.Visit(parameter.Type);
        }
        foreach (RejectedAttribute rejected in graph.Attributes.Rejected)
        {
            findings.Add(
                ValidationDiagnostics.NeedsReflection,
                rejected.Target,
                rejected.Attribute.AttributeClass?.Name,
                rejected.Target.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat),
                Instead(rejected.Attribute.AttributeClass));
        }
    }

    private static string Instead(INamedTypeSymbol? attribute)
    {
        if (attribute.Is(Namespace + "RangeAttribute"))
            return "use the overload for int or double, or a public attribute of your own";
        if (ValidationAttributes.IsForCollections(attribute))
            return "put it on a string, an array or a collection class";
        return "check it in the method, or write a public attribute of your own that needs no reflection";
    }
}
