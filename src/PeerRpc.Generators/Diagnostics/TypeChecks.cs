using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Codecs;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Diagnostics;

/// <summary>Checks that the type of an argument or a result, with all it is built from, can travel.</summary>
internal static class TypeChecks
{
    /// <summary>Checks one type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="about">The parameter, or the method whose result it is.</param>
    /// <param name="findings">Where problems go; at most one for each type.</param>
    public static void Check(ITypeSymbol type, TypePlace place, ISymbol about, Findings findings)
    {
        CodecKind kind = place == TypePlace.Error ? CodecKind.Value : CodecKinds.Of(type);
        if (kind == CodecKind.Value)
            ValueChecks.Check(type, about, findings);
        else if (kind == CodecKind.Progress)
            CheckProgress(type, place, about, findings);
        else if (kind == CodecKind.LiveObject)
            CheckLiveObject(type, place, about, findings);
        else if (CodecKinds.ItemOf(type) is { } item)
            Check(item, ItemsOf(place), about, findings);
    }

    private static TypePlace ItemsOf(TypePlace place) =>
        place is TypePlace.Argument or TypePlace.ItemOfArgument ? TypePlace.ItemOfArgument : TypePlace.ItemOfResult;

    // Only a caller has progress to be told of: who gives one away waits for the call that reports to it.
    private static void CheckProgress(ITypeSymbol type, TypePlace place, ISymbol about, Findings findings)
    {
        ITypeSymbol report = CodecKinds.ItemOf(type)!;
        string? where = place switch
        {
            TypePlace.Argument => null,
            TypePlace.MethodResult => "as its result",
            _ => "as the items of a stream",
        };
        if (where is not null)
            Misplaced(type, where, "take it as a parameter", about, findings);
        else if (CodecKinds.IsAttachment(report))
            Misplaced(report, $"in '{Display(type)}'", "report values only", about, findings);
        else
            ValueChecks.Check(report, about, findings);
    }

    // A result lives as long as its receiver holds the link; an argument belongs to a callee that serves on.
    private static void CheckLiveObject(ITypeSymbol type, TypePlace place, ISymbol about, Findings findings)
    {
        if (place is (TypePlace.Argument or TypePlace.ItemOfArgument)
            && !type.AllInterfaces.Any(i => i.Is(KnownTypes.AsyncDisposable)))
        {
            ITypeSymbol contract = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
            findings.Add(TypeDiagnostics.NotReleasable, about, about.Name, Display(contract));
        }
    }

    private static void Misplaced(
        ITypeSymbol type, string where, string instead, ISymbol about, Findings findings) =>
        findings.Add(TypeDiagnostics.Misplaced, about, about.Name, Display(type), where, instead);

    private static string Display(ITypeSymbol type) =>
        type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
