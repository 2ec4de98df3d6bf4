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
        var type when type.Is(KnownTypes.AsyncEnumerable) => ReturnShape.AsyncEnumerable,
        var type when type.Is(KnownTypes.Observable) => ReturnShape.Observable,
        _ => ReturnShape.Unsupported,
    };

    /// <summary>The type of the result; null for none.</summary>
    public static ITypeSymbol? ResultOf(IMethodSymbol method) =>
        Of(method) switch
        {
            ReturnShape.TaskOfResult or ReturnShape.ValueTaskOfResult =>
                ((INamedTypeSymbol)method.ReturnType).TypeArguments[0],
            ReturnShape.AsyncEnumerable or ReturnShape.Observable => method.ReturnType,
            _ => null,
        };
}
