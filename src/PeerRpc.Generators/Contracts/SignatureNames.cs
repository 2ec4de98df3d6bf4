using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Codecs;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Contracts;

/// <summary>
/// Writes types as they stand in the signature that both sides hash: C# names without namespaces, keywords as their
/// .NET names, annotations and tuple names dropped.
/// </summary>
internal static class SignatureNames
{
    private const string Void = "void";
    private const string Stream = "Stream";

    /// <summary>The result: what a task results in, whichever kind of task it is.</summary>
    public static string OfResult(IMethodSymbol method)
    {
        if (ReturnShapes.ResultOf(method) is not { } result)
            return Void;
        // One subscription, and an observable that is subscribed to as often as one likes: different on the wire.
        bool isInTask = CodecKinds.Of(result) == CodecKind.Observable
            && ReturnShapes.Of(method) != ReturnShape.Observable;
        return isInTask ? Generic("Task", [result]) : Of(result);
    }

    public static string Of(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Of(array.ElementType) + "[]",
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable =>
            Of(nullable.TypeArguments[0]) + "?",
        INamedTypeSymbol { IsTupleType: true } tuple => Generic("ValueTuple", tuple.TupleElements.Select(e => e.Type)),
        // Both are bytes that are read; one side may have the one and the other side the other.
        _ when type.Is(KnownTypes.PipeReader) => Stream,
        INamedTypeSymbol named => OfNamed(named),
        _ => type.Name,
    };

    private static string OfNamed(INamedTypeSymbol type)
    {
        string outer = type.ContainingType is { } containing ? OfNamed(containing) + "." : "";
        return outer + (type.TypeArguments.IsEmpty ? type.Name : Generic(type.Name, type.TypeArguments));
    }

    private static string Generic(string name, IEnumerable<ITypeSymbol> arguments) =>
        $"{name}<{string.Join(",", arguments.Select(Of))}>";
}
