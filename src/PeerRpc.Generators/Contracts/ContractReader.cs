using Microsoft.CodeAnalysis;
using PeerRpc.Generators.Codecs;
using PeerRpc.Generators.Equality;
using PeerRpc.Generators.Symbols;
using PeerRpc.Generators.Validation;

namespace PeerRpc.Generators.Contracts;

/// <summary>Turns the symbol of a contract into its model. The contract has passed all checks before.</summary>
internal static class ContractReader
{
    public static ContractModel Read(INamedTypeSymbol contract, CancellationToken cancellationToken)
    {
        IMethodSymbol[] methods = [.. ContractMethods.Of(contract)];
        var validation = new ValidationGraph(contract.ContainingAssembly);
        foreach (IParameterSymbol parameter in methods.SelectMany(ParameterRoles.WireParametersOf))
        {
            cancellationToken.ThrowIfCancellationRequested();
            validation.Visit(parameter.Type);
        }
        validation.Complete();
        EquatableArray<MethodModel> models = methods.Select(m => Read(m, contract, validation)).ToEquatableArray();
        string fullName = contract.ErasedName();
        string typeName = TypeNameOf(contract, fullName);
        return new ContractModel(
            contract.ContainingNamespace is { IsGlobalNamespace: false } ns ? ns.ToDisplayString() : "",
            typeName,
            // Hint names are compared without case, the names of interfaces with it.
            $"{typeName}.{Identifiers.StableHash(fullName)}.g.cs",
            fullName,
            contract.FindAttribute(KnownTypes.PeerController)!.Text()!,
            contract.AllInterfaces.Any(i => i.Is(KnownTypes.AsyncDisposable)),
            models,
            validation.ToModel());
    }

    private static MethodModel Read(IMethodSymbol method, INamedTypeSymbol contract, ValidationGraph validation)
    {
        ReturnShape shape = ReturnShapes.Of(method);
        return new MethodModel(
            method.Name,
            WireNames.Of(method),
            method.ContainingType.AnnotatedName(),
            method.ReturnType.AnnotatedName(),
            shape,
            shape == ReturnShape.Void || method.FindAttribute(KnownTypes.OneWay) is not null,
            method.FindAttribute(KnownTypes.Idempotent) is not null,
            method.FindAttribute(KnownTypes.Obsolete) is not null,
            ResultCodecOf(method, shape, contract),
            ResultShapeOf(method, shape),
            SignatureNames.OfResult(method),
            ParameterReader.Read(method, contract, validation),
            ErrorReader.Read(method, contract).ToEquatableArray());
    }

    private static CodecModel? ResultCodecOf(IMethodSymbol method, ReturnShape shape, INamedTypeSymbol contract)
    {
        if (ReturnShapes.ResultOf(method) is not { } result)
            return null;
        CodecModel codec = CodecReader.Read(result, StreamOptionsReader.Read(method, contract));
        return shape == ReturnShape.Observable ? codec with { Kind = CodecKind.Subscription } : codec;
    }

    private static ShapeModel? ResultShapeOf(IMethodSymbol method, ReturnShape shape)
    {
        if (ReturnShapes.ResultOf(method) is not { } result)
            return null;
        ShapeModel read = ShapeReader.Read(result);
        return shape == ReturnShape.Observable ? read with { Kind = CodecKind.Subscription } : read;
    }

    // A nested contract takes the names of the types around it and a hash: the generated types stand in the namespace,
    // where Outer_IChat may be the name of another interface.
    private static string TypeNameOf(INamedTypeSymbol contract, string fullName)
    {
        if (contract.ContainingType is null)
            return contract.Name;
        string name = contract.Name;
        for (INamedTypeSymbol? outer = contract.ContainingType; outer is not null; outer = outer.ContainingType)
            name = $"{outer.Name}_{name}";
        return $"{name}_{Identifiers.StableHash(fullName)}";
    }
}
