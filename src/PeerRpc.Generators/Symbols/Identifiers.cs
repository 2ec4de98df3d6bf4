using Microsoft.CodeAnalysis.CSharp;

namespace PeerRpc.Generators.Symbols;

internal static class Identifiers
{
    /// <summary>Writes a name so that it is never taken for a keyword.</summary>
    public static string Escaped(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None
        || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;

    /// <summary>A short hash that is the same on every machine (FNV-1a, as for signatures on the wire).</summary>
    public static string StableHash(string text)
    {
        uint hash = 2166136261;
        foreach (char letter in text)
            hash = unchecked((hash ^ letter) * 16777619);
        return hash.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }
}
