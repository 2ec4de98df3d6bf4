using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Contracts;

internal static class ParameterRoles
{
    public static ParameterRole Of(IParameterSymbol parameter) => parameter.Type switch
    {
        var type when type.Is(KnownTypes.CancellationToken) => ParameterRole.Token,
        var type when type.Is(KnownTypes.PeerCall) => ParameterRole.Call,
        _ => ParameterRole.Argument,
    };

    public static IEnumerable<IParameterSymbol> WireParametersOf(IMethodSymbol method) =>
        method.Parameters.Where(p => Of(p) == ParameterRole.Argument);
}
