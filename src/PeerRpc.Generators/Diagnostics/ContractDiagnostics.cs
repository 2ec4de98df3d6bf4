using Microsoft.CodeAnalysis;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>What is wrong with a contract as a whole.</summary>
internal static class ContractDiagnostics
{
    public static readonly DiagnosticDescriptor OpenGeneric = new(
        "PRPC0001",
        "A contract cannot be generic",
        "'{0}' has type parameters, but a contract is one set of methods on the wire; remove " +
        "[PeerController] and declare 'interface {1} : {2}' with [PeerController] on it",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0001");

    public static readonly DiagnosticDescriptor NotAccessible = new(
        "PRPC0002",
        "A contract must be public or internal",
        "'{0}' cannot be named from the generated code beside it; make it and the types around it public or " +
        "internal",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0002");

    public static readonly DiagnosticDescriptor InvalidPath = new(
        "PRPC0003",
        "The path of a contract takes 1 to 128 bytes",
        "The path of '{0}' takes {1} bytes of UTF-8; write one of 1 to 128 bytes, for example " +
        "[PeerController(\"/{2}\")]",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0003");

    public static readonly DiagnosticDescriptor Empty = new(
        "PRPC0004",
        "A contract without methods",
        "'{0}' has no methods that could be called; declare one, or remove [PeerController]",
        Help.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0004");

    public static readonly DiagnosticDescriptor Disposable = new(
        "PRPC0030",
        "A contract is released asynchronously",
        "'{0}' extends IDisposable, but releasing over the network takes time and can fail; extend " +
        "IAsyncDisposable instead",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0030");
}
