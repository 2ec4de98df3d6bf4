using Microsoft.CodeAnalysis;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>What is wrong with a contract method.</summary>
internal static class MethodDiagnostics
{
    public static readonly DiagnosticDescriptor GenericMethod = new(
        "PRPC0009",
        "A contract method cannot be generic",
        "'{0}' has type parameters, which the other side does not know; declare a method for each type that " +
        "is sent",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0009");

    public static readonly DiagnosticDescriptor ReturnType = new(
        "PRPC0010",
        "A contract method returns a task, a stream or void",
        "'{0}' returns '{1}', which cannot be had over the network; return '{2}' instead",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0010");

    public static readonly DiagnosticDescriptor OneWayResult = new(
        "PRPC0011",
        "A one-way method has no result",
        "'{0}' is [OneWay], so its result would never arrive; return Task or ValueTask, or remove [OneWay]",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0011");

    public static readonly DiagnosticDescriptor NotRepeatable = new(
        "PRPC0034",
        "An idempotent method can be called again",
        "'{0}' is [Idempotent], but it {1} and so cannot be called again; remove [Idempotent]",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0034");

    public static readonly DiagnosticDescriptor DuplicateName = new(
        "PRPC0012",
        "Names on the wire are unique within a contract",
        "'{0}' and '{1}' are both named '{2}' on the wire; give one of them another name with " +
        "[PeerMethod(\"...\")]",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0012");

    public static readonly DiagnosticDescriptor InvalidName = new(
        "PRPC0013",
        "The name of a method on the wire takes 1 to 128 bytes",
        "The name of '{0}' on the wire takes {1} bytes of UTF-8; give it one of 1 to 128 bytes with " +
        "[PeerMethod(\"...\")]",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0013");

    public static readonly DiagnosticDescriptor TooManyParameters = new(
        "PRPC0014",
        "A contract method has at most 127 arguments",
        "'{0}' has {1} arguments, and a message carries at most 127; put them into a record",
        Help.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help.Link + "PRPC0014");
}
