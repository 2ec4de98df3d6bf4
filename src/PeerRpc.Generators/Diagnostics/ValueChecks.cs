using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Codecs;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>Checks a type that is serialized, with all it is built from.</summary>
internal static class ValueChecks
{
    private const string OnItsOwn = "take it as a parameter, a result or the items of a stream of its own";

    public static void Check(ITypeSymbol type, ISymbol about, Findings findings)
    {
        if (FindUnsupported(type) is { } found)
        {
            findings.Add(TypeDiagnostics.NotSerializable, about, about.Name, Display(found.Type), found.Instead);
        }
        else if ((FindAttachment(type, null) ?? new MemberSearch().FindAttachment(type)) is { } attachment)
        {
            string where = attachment.Within is null ? "as the data of an error" : $"in '{Display(attachment.Within)}'";
            findings.Add(
                TypeDiagnostics.Misplaced, about, about.Name, Display(attachment.Type), where, OnItsOwn);
        }
    }

    private static (ITypeSymbol Type, string Instead)? FindUnsupported(ITypeSymbol type) =>
        UnsupportedTypes.Instead(type) is { } instead
            ? (type, instead)
            : type.Parts().Select(FindUnsupported).FirstOrDefault(p => p is not null);

    private static (ITypeSymbol Type, ISymbol? Within)? FindAttachment(ITypeSymbol type, ITypeSymbol? within) =>
        CodecKinds.IsAttachment(type)
            ? (type, within)
            : type.Parts().Select(p => FindAttachment(p, type)).FirstOrDefault(f => f is not null);

    private static string Display(ISymbol symbol) =>
        symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
