using Microsoft.CodeAnalysis;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>What is wrong with the errors that a contract declares.</summary>
internal static class ErrorDiagnostics
{
    public static readonly DiagnosticDescriptor AmbiguousCode = new(
        "PRPC0022",
        "An error code stands for one type",
        "'{0}' declares the error '{1}' both as '{2}' and as '{3}'; give one of them another code",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0022");

    public static readonly DiagnosticDescriptor AmbiguousType = new(
        "PRPC0023",
        "An error type stands for one code",
        "'{0}' declares '{1}' both as '{2}' and as '{3}', and thrown it could be either; declare a type for " +
        "each code",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0023");

    public static readonly DiagnosticDescriptor InvalidCode = new(
        "PRPC0024",
        "An error code takes 1 to 128 bytes",
        "The code of the error '{1}' of '{0}' takes {2} bytes of UTF-8; write one of 1 to 128 bytes, for " +
        "example \"chat.muted\"",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0024");
}
