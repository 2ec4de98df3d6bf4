using Microsoft.CodeAnalysis;

namespace PeerRpc.Generators.Symbols;

internal static class SymbolAccessibility
{
    /// <summary>Whether code at the top level of an assembly may name a type, with all that it is nested in.</summary>
    public static bool IsVisibleIn(this INamedTypeSymbol type, IAssemblySymbol assembly)
    {
        bool internals = SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, assembly)
            || type.ContainingAssembly?.GivesAccessTo(assembly) == true;
        for (INamedTypeSymbol? at = type; at is not null; at = at.ContainingType)
        {
            bool visible = at.DeclaredAccessibility switch
            {
                Accessibility.Public => true,
                Accessibility.Internal or Accessibility.ProtectedOrInternal => internals && !at.IsFileLocal,
                _ => false,
            };
            if (!visible)
                return false;
        }
        return true;
    }
}
