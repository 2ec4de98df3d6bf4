using Microsoft.CodeAnalysis;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>What is wrong with a parameter of a contract method.</summary>
internal static class ParameterDiagnostics
{
    public static readonly DiagnosticDescriptor ByReference = new(
        "PRPC0015",
        "A contract method cannot take arguments by reference",
        "'{0}' is a {1} parameter, and variables cannot be shared over the network; take it by value and " +
        "return what changes",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0015");

    public static readonly DiagnosticDescriptor ParamsArray = new(
        "PRPC0016",
        "A contract method cannot have a params parameter",
        "'{0}' is a params parameter, which would have to stand behind the cancellation token; remove " +
        "'params', callers write [a, b]",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0016");

    public static readonly DiagnosticDescriptor RepeatedSpecial = new(
        "PRPC0017",
        "A contract method has at most one token and one PeerCall",
        "'{0}' is a second {1}; the runtime knows only one for each call, remove it",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0017");

    public static readonly DiagnosticDescriptor CallAfterToken = new(
        "PRPC0018",
        "The PeerCall stands before the cancellation token",
        "'{0}' stands behind the cancellation token; write 'PeerCall? {0} = null' before it",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0018");

    public static readonly DiagnosticDescriptor CallNotOptional = new(
        "PRPC0019",
        "The PeerCall is optional",
        "'{0}' is filled in by the runtime and callers have none to give; write 'PeerCall? {0} = null'",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0019");
}
