using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>Refuses disposable contracts: a caller would dispose the controller of everybody.</summary>
internal static class DisposalChecks
{
    private static readonly string[] Disposables = ["System.IDisposable", "System.IAsyncDisposable"];

    public static void Check(Findings findings)
    {
        INamedTypeSymbol contract = findings.Contract;
        foreach (INamedTypeSymbol disposable in contract.AllInterfaces.Where(i => Disposables.Any(d => i.Is(d))))
        {
            findings.Add(
                TypeDiagnostics.NotYetSupported,
                contract,
                contract.Name,
                disposable.Name,
                "declare a method that ends the work");
        }
    }
}
