using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Contracts;

internal static class ReturnShapes
{
    public static ReturnShape Of(IMethodSymbol method) => method.ReturnType switch
    {
        _ when method.ReturnsVoid => ReturnShape.Void,
        _ when method.RefKind != RefKind.None => ReturnShape.Unsupported,
        var type when type.Is(KnownTypes.Task) => ReturnShape.Task,
        var type when type.Is(KnownTypes.TaskOfResult) => ReturnShape.TaskOfResult,
        var type when type.Is(KnownTypes.ValueTask) => ReturnShape.ValueTask,
        var type when type.Is(KnownTypes.ValueTaskOfResult) => ReturnShape.ValueTaskOfResult,
        _ => ReturnShape.Unsupported,
    };

    /// <summary>The type of the result; null for none.</summary>
    public static ITypeSymbol? ResultOf(IMethodSymbol method) =>
        Of(method) is ReturnShape.TaskOfResult or ReturnShape.ValueTaskOfResult
            ? ((INamedTypeSymbol)method.ReturnType).TypeArguments[0]
            : null;
}
