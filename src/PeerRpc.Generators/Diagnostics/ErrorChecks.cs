using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Contracts;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>Checks that the errors of each method can be told apart, by their codes and by their types.</summary>
internal static class ErrorChecks
{
    public static void Check(IEnumerable<IMethodSymbol> methods, Findings findings)
    {
        // What the contract declares for all its methods is reported with the first of them only.
        var reported = new HashSet<ErrorModel>();
        var details = new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
        foreach (IMethodSymbol method in methods)
        {
            Check(method, findings, reported);
            foreach (ITypeSymbol detail in ErrorReader.DetailTypes(method, findings.Contract).Where(details.Add))
                TypeChecks.Check(detail, TypePlace.Error, method, findings);
        }
    }

    private static void Check(IMethodSymbol method, Findings findings, HashSet<ErrorModel> reported)
    {
        var seen = new List<ErrorModel>();
        foreach (ErrorModel error in ErrorReader.Read(method, findings.Contract))
        {
            (DiagnosticDescriptor, object?[])? problem = ProblemOf(error, seen, method);
            seen.Add(error);
            if (problem is ({ } descriptor, { } arguments) && reported.Add(error))
                findings.Add(descriptor, method, arguments);
        }
    }

    private static (DiagnosticDescriptor, object?[])? ProblemOf(
        ErrorModel error, List<ErrorModel> seen, IMethodSymbol method)
    {
        string type = Short(error.DetailType);
        if (!WireText.IsValid(error.Code))
            return (ErrorDiagnostics.InvalidCode, [method.Name, type, WireText.LengthOf(error.Code)]);
        if (seen.Find(e => e.Code == error.Code) is { } sameCode)
            return (ErrorDiagnostics.AmbiguousCode, [method.Name, error.Code, Short(sameCode.DetailType), type]);
        if (seen.Find(e => e.DetailType == error.DetailType) is { } sameType)
            return (ErrorDiagnostics.AmbiguousType, [method.Name, type, sameType.Code, error.Code]);
        return null;
    }

    private static string Short(string type) => type.Replace("global::", "");
}
