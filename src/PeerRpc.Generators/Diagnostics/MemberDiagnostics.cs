using Microsoft.CodeAnalysis;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>What is wrong with the kind of a contract member.</summary>
internal static class MemberDiagnostics
{
    public static readonly DiagnosticDescriptor Property = new(
        "PRPC0005",
        "A contract cannot have properties",
        "'{0}' is a property, and reading it would block on the network; declare 'Task<{1}> Get{2}()' " +
        "instead",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0005");

    public static readonly DiagnosticDescriptor Indexer = new(
        "PRPC0006",
        "A contract cannot have indexers",
        "'{0}' is an indexer, and reading it would block on the network; declare 'Task<{1}> Get({2})' " +
        "instead",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0006");

    public static readonly DiagnosticDescriptor Event = new(
        "PRPC0007",
        "A contract cannot have events",
        "'{0}' is an event, and += can neither wait nor fail when it has to cross the network; declare '{1} {2}()' " +
        "instead",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0007");

    public static readonly DiagnosticDescriptor NotCallable = new(
        "PRPC0008",
        "A contract member must be a public instance method",
        "'{0}' is {1} and cannot be called from outside; make it a public instance method, or give it a " +
        "body",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0008");
}
