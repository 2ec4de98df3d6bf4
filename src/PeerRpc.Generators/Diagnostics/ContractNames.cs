using Microsoft.CodeAnalysis;

namespace PeerRpc.Generators.Diagnostics;

internal static class ContractNames
{
    /// <summary>The name of an interface without the I that interfaces begin with.</summary>
    public static string WithoutPrefix(INamedTypeSymbol contract)
    {
        string name = contract.Name;
        return name.Length > 1 && name[0] == 'I' && char.IsUpper(name[1]) ? name.Substring(1) : name;
    }
}
