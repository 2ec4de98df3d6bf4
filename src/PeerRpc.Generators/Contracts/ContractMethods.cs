using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Contracts;

/// <summary>Finds the members of a contract that a proxy has to implement, inherited ones included.</summary>
internal static class ContractMethods
{
    /// <summary>The methods, those of the contract itself first.</summary>
    public static IEnumerable<IMethodSymbol> Of(INamedTypeSymbol contract) =>
        MembersOf(contract).OfType<IMethodSymbol>().Where(m => m.MethodKind == MethodKind.Ordinary && !m.IsStatic);

    /// <summary>All members without a body of their own, static ones included.</summary>
    /// <remarks>DisposeAsync is none of them: it ends the proxy, and travels as a message of its own.</remarks>
    public static IEnumerable<ISymbol> MembersOf(INamedTypeSymbol contract)
    {
        INamedTypeSymbol[] types =
        [
            contract, .. contract.AllInterfaces.Where(i => !i.Is(KnownTypes.AsyncDisposable)),
        ];
        var implemented = new HashSet<ISymbol>(types.SelectMany(ImplementedBy), SymbolEqualityComparer.Default);
        return types
            .SelectMany(t => t.GetMembers())
            .Where(m => m is IMethodSymbol or IPropertySymbol or IEventSymbol)
            .Where(m => m.IsAbstract && !implemented.Contains(m));
    }

    // A derived interface may give a body to a member of its base: that member has one then.
    private static IEnumerable<ISymbol> ImplementedBy(INamedTypeSymbol type) =>
        type.GetMembers().Where(m => !m.IsAbstract).SelectMany<ISymbol, ISymbol>(m => m switch
        {
            IMethodSymbol method => method.ExplicitInterfaceImplementations,
            IPropertySymbol property => property.ExplicitInterfaceImplementations,
            IEventSymbol @event => @event.ExplicitInterfaceImplementations,
            _ => [],
        });
}
