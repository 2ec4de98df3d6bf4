using Microsoft.CodeAnalysis;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>What is wrong with the type of an argument or a result.</summary>
internal static class TypeDiagnostics
{
    public static readonly DiagnosticDescriptor NotSerializable = new(
        "PRPC0021",
        "A type that cannot travel",
        "'{0}' has the type '{1}', which cannot travel; {2}",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0021");

    public static readonly DiagnosticDescriptor Misplaced = new(
        "PRPC0028",
        "A stream, progress or live object in the wrong place",
        "'{0}' has a '{1}' {2}, where it cannot be carried; {3}",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0028");

    public static readonly DiagnosticDescriptor NotReleasable = new(
        "PRPC0029",
        "A live object that is given away can be released",
        "'{0}' gives away a '{1}', which its receiver must be able to release; let '{1}' extend " +
        "IAsyncDisposable",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0029");
}
