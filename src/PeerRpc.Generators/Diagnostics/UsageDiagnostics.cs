using Microsoft.CodeAnalysis;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>What is wrong where a contract is implemented or registered.</summary>
internal static class UsageDiagnostics
{
    public static readonly DiagnosticDescriptor ControllerSuffix = new(
        "PRPC0026",
        "An implementation named as an MVC controller",
        "'{0}' implements '{1}' and ends in 'Controller', so that MVC would expose its methods over HTTP; " +
        "name it '{2}'",
        Help.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0026");

    public static readonly DiagnosticDescriptor InferredClass = new(
        "PRPC0027",
        "The contract of a registered controller is written out",
        "The compiler infers the class '{0}' as the contract; write '{1}<{2}>(...)'",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0027");
}
