using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Codecs;
using PeerRpc.Generators.Contracts;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>Checks what a contract method returns and how it is named.</summary>
internal static class MethodChecks
{
    // The number of values that one payload carries.
    private const int MaxArguments = 127;

    public static void Check(IMethodSymbol method, Findings findings)
    {
        if (method.IsGenericMethod)
            findings.Add(MethodDiagnostics.GenericMethod, method, method.Name);
        CheckReturn(method, findings);
        CheckRepetition(method, findings);
        int arguments = ParameterRoles.WireParametersOf(method).Count();
        if (arguments > MaxArguments)
            findings.Add(MethodDiagnostics.TooManyParameters, method, method.Name, arguments);
        string name = WireNames.Of(method);
        if (!WireText.IsValid(name))
            findings.Add(MethodDiagnostics.InvalidName, method, method.Name, WireText.LengthOf(name));
    }

    public static void CheckNames(IReadOnlyList<IMethodSymbol> methods, Findings findings)
    {
        var first = new Dictionary<string, IMethodSymbol>(StringComparer.Ordinal);
        foreach (IMethodSymbol method in methods)
        {
            string name = WireNames.Of(method);
            if (first.TryGetValue(name, out IMethodSymbol? other))
                findings.Add(MethodDiagnostics.DuplicateName, method, Display(other), Display(method), name);
            else
                first.Add(name, method);
        }
    }

    private static void CheckReturn(IMethodSymbol method, Findings findings)
    {
        ITypeSymbol? result = ReturnShapes.ResultOf(method);
        if (result is not null && method.FindAttribute(KnownTypes.OneWay) is not null)
            findings.Add(MethodDiagnostics.OneWayResult, method, method.Name);
        if (ReturnShapes.Of(method) != ReturnShape.Unsupported)
        {
            if (result is not null)
                CheckResult(method, result, findings);
        }
        else if (CodecKinds.Of(method.ReturnType) == CodecKind.Progress)
        {
            TypeChecks.Check(method.ReturnType, TypePlace.MethodResult, method, findings);
        }
        else
        {
            findings.Add(
                MethodDiagnostics.ReturnType, method, method.Name, Display(method.ReturnType), ReturnInstead(method));
        }
    }

    private static void CheckRepetition(IMethodSymbol method, Findings findings)
    {
        if (method.FindAttribute(KnownTypes.Idempotent) is null)
            return;
        bool isOneWay = method.ReturnsVoid || method.FindAttribute(KnownTypes.OneWay) is not null;
        bool carriesStreams = (ReturnShapes.ResultOf(method) is { } result && CodecKinds.IsAttachment(result))
            || ParameterRoles.WireParametersOf(method).Any(p => CodecKinds.IsAttachment(p.Type));
        if (isOneWay || carriesStreams)
        {
            findings.Add(
                MethodDiagnostics.NotRepeatable, method, method.Name, isOneWay ? "is one-way" : "carries streams");
        }
    }

    private static void CheckResult(IMethodSymbol method, ITypeSymbol result, Findings findings)
    {
        if (UnsupportedTypes.IsTask(result))
        {
            findings.Add(
                MethodDiagnostics.ReturnType, method, method.Name, Display(method.ReturnType), Display(result));
        }
        else
        {
            TypeChecks.Check(result, TypePlace.MethodResult, method, findings);
        }
    }

    private static string ReturnInstead(IMethodSymbol method)
    {
        ITypeSymbol type = CodecKinds.BaseOf(method.ReturnType) ?? method.ReturnType;
        bool isCold = CodecKinds.Of(type) is CodecKind.AsyncEnumerable or CodecKind.Observable;
        return isCold ? Display(type) : $"Task<{Display(type)}>";
    }

    private static string Display(ISymbol symbol) =>
        symbol.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
