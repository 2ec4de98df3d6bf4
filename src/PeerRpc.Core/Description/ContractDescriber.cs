using PeerRpc.CodeGeneration;
using PeerRpc.Core.Calls;

namespace PeerRpc.Core.Description;

/// <summary>Describes what is registered.</summary>
/// <param name="schemas">Writes the schemas of its types.</param>
internal sealed class ContractDescriber(SchemaWriter schemas)
{
    public PeerControllerDescription Describe(ControllerEntry entry) =>
        new(entry.Path, [.. entry.Contract.Methods.Select(Describe)]);

    private PeerMethodDescription Describe(PeerMethod method) => new(
        method.Name,
        [.. method.Parameters.Select(Describe)],
        [.. method.Errors.Select(Describe)],
        method.Returns,
        method.Result is { } result ? Describe(result) : null,
        method.Kind == PeerMethodKind.OneWay,
        method.IsIdempotent);

    private PeerParameterDescription Describe(PeerParameter parameter)
    {
        PeerValueDescription value = parameter.Shape is { } shape
            ? Describe(shape)
            : new PeerValueDescription(PeerValueKind.Value, parameter.Type);
        return new PeerParameterDescription(
            parameter.Name, value, parameter.IsOptional,
            parameter.Shape?.ValueType is { } type ? schemas.WriteDefault(parameter.Default, type) : null);
    }

    private PeerValueDescription Describe(PeerShape shape) => new(
        shape.Kind,
        shape.Name,
        shape.ValueType is { } type ? schemas.Write(type, shape.IsNullable && !type.IsValueType) : null,
        shape.Items is { } items ? Describe(items) : null);

    private PeerErrorDescription Describe(PeerDeclaredError error) =>
        new(error.Code, schemas.Write(error.DetailType, isNullable: false));
}
