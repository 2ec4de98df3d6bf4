using Microsoft.CodeAnalysis;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>What is wrong with the options of an observable.</summary>
internal static class StreamOptionsDiagnostics
{
    public static readonly DiagnosticDescriptor NoObservable = new(
        "PRPC0031",
        "Stream options without an observable",
        "[StreamOptions] on '{0}' does nothing, because {1} IObservable<T>; put it on what carries one, or " +
        "remove it",
        Help.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0031");

    public static readonly DiagnosticDescriptor NegativeBuffer = new(
        "PRPC0032",
        "The buffer of a stream holds at least one item",
        "[StreamOptions] on '{0}' has a buffer of {1} items; write 1 or more, or leave it out for the default",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0032");

    public static readonly DiagnosticDescriptor IgnoredBuffer = new(
        "PRPC0033",
        "The latest item needs no buffer",
        "[StreamOptions] on '{0}' has a buffer of {1} items, but StreamOverflow.Latest keeps one; remove " +
        "Buffer, or write StreamOverflow.DropOldest",
        Help.Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0033");
}
