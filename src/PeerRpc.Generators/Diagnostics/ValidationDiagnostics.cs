using Microsoft.CodeAnalysis;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>What is wrong with the validation of arguments.</summary>
internal static class ValidationDiagnostics
{
    public static readonly DiagnosticDescriptor NeedsReflection = new(
        "PRPC0025",
        "A validation attribute that is not checked",
        "'{0}' on '{1}' needs reflection or cannot be named here, and is not checked before the call; {2}",
        Help.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0025");
}
