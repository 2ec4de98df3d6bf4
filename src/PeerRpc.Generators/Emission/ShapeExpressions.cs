using PeerRpc.Generators.Codecs;
using PeerRpc.Generators.Contracts;
using PeerRpc.Generators.Symbols;

namespace PeerRpc.Generators.Emission;

/// <summary>Writes what descriptions say of arguments and results.</summary>
internal static class ShapeExpressions
{
    public static string Of(ShapeModel shape)
    {
        string name = Literals.Text(shape.Name);
        if (shape.Kind == CodecKind.Value)
            return $"{Api.Shape}.Value({name}, typeof({shape.Type}){(shape.IsNullable ? ", true" : "")})";
        string items = shape.Items is null ? "" : $", {Of(shape.Items)}";
        return $"{Api.Shape}.Attachment({Api.ValueKind}.{KindOf(shape.Kind)}, {name}{items})";
    }

    private static string KindOf(CodecKind kind) => kind switch
    {
        CodecKind.AsyncEnumerable or CodecKind.Subscription => "Items",
        CodecKind.Stream or CodecKind.PipeReader => "Bytes",
        _ => kind.ToString(),
    };
}
