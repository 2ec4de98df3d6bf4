using Microsoft.CodeAnalysis;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>Collects what is wrong with one contract.</summary>
internal sealed class Findings(INamedTypeSymbol contract)
{
    private readonly List<Diagnostic> _all = [];

    public INamedTypeSymbol Contract { get; } = contract;

    public IReadOnlyList<Diagnostic> All => _all;

    /// <summary>Adds a finding about a member or parameter.</summary>
    public void Add(DiagnosticDescriptor descriptor, ISymbol about, params object?[] arguments) =>
        _all.Add(Diagnostic.Create(descriptor, LocationOf(about), arguments));

    // What a base interface declares is reported at the contract: the base may stand in another assembly, may be no
    // contract itself, and if it is one it is reported there as well.
    private Location LocationOf(ISymbol about)
    {
        for (ISymbol? at = about; at is not null; at = at.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(at, Contract))
                return about.Locations.FirstOrDefault() ?? Location.None;
        }
        return Contract.Locations.FirstOrDefault() ?? Location.None;
    }
}
