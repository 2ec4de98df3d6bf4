using Microsoft.CodeAnalysis;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>What is wrong with the type of an argument or a result.</summary>
internal static class TypeDiagnostics
{
    public static readonly DiagnosticDescriptor NotYetSupported = new(
        "PRPC0020",
        "A type that is not supported in this version",
        "'{0}' has the type '{1}', which is not supported in this version; {2}",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0020");

    public static readonly DiagnosticDescriptor NotSerializable = new(
        "PRPC0021",
        "A type that cannot travel",
        "'{0}' has the type '{1}', which cannot travel; {2}",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0021");
}
