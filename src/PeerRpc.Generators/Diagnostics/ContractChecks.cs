using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Contracts;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>Checks a contract as a whole.</summary>
internal static class ContractChecks
{
    public static void Check(Findings findings)
    {
        INamedTypeSymbol contract = findings.Contract;
        if (IsGeneric(contract))
        {
            findings.Add(
                ContractDiagnostics.OpenGeneric, contract, contract.Name, PluralOf(contract), ClosedFormOf(contract));
        }
        if (!contract.IsVisibleIn(contract.ContainingAssembly))
            findings.Add(ContractDiagnostics.NotAccessible, contract, contract.Name);
        string? path = contract.FindAttribute(KnownTypes.PeerController)?.Text();
        if (!WireText.IsValid(path))
        {
            findings.Add(
                ContractDiagnostics.InvalidPath, contract, contract.Name, WireText.LengthOf(path), PathFor(contract));
        }
        if (!ContractMethods.MembersOf(contract).Any())
            findings.Add(ContractDiagnostics.Empty, contract, contract.Name);
        if (contract.AllInterfaces.Any(i => i.Is(KnownTypes.Disposable)))
            findings.Add(ContractDiagnostics.Disposable, contract, contract.Name);
    }

    // A contract inside a generic type has that type's parameters.
    private static bool IsGeneric(INamedTypeSymbol contract)
    {
        for (INamedTypeSymbol? at = contract; at is not null; at = at.ContainingType)
        {
            if (at.IsGenericType)
                return true;
        }
        return false;
    }

    private static string PluralOf(INamedTypeSymbol contract) => contract.IsGenericType ? "IUsers" : contract.Name;

    private static string ClosedFormOf(INamedTypeSymbol contract) =>
        contract.IsGenericType
            ? $"{contract.Name}<{string.Join(", ", contract.TypeParameters.Select((_, i) => i == 0 ? "User" : "..."))}>"
            : "...";

    private static string PathFor(INamedTypeSymbol contract) =>
        ContractNames.WithoutPrefix(contract).ToLowerInvariant();
}
