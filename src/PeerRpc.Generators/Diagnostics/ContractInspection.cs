using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Contracts;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>Finds everything that is wrong with a contract.</summary>
internal static class ContractInspection
{
    public static IReadOnlyList<Diagnostic> Inspect(INamedTypeSymbol contract, CancellationToken cancellationToken)
    {
        var findings = new Findings(contract);
        ContractChecks.Check(findings);
        MemberChecks.Check(findings);
        IMethodSymbol[] methods = [.. ContractMethods.Of(contract)];
        foreach (IMethodSymbol method in methods)
        {
            cancellationToken.ThrowIfCancellationRequested();
            MethodChecks.Check(method, findings);
            ParameterChecks.Check(method, findings);
        }
        MethodChecks.CheckNames(methods, findings);
        StreamOptionsChecks.Check(methods, findings);
        ErrorChecks.Check(methods, findings);
        ValidationChecks.Check(methods, findings);
        return findings.All;
    }

    /// <summary>Whether code can be generated, whatever severities the user has configured.</summary>
    public static bool IsSound(INamedTypeSymbol contract, CancellationToken cancellationToken) =>
        Inspect(contract, cancellationToken).All(d => d.DefaultSeverity != DiagnosticSeverity.Error);
}
