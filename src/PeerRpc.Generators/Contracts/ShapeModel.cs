using PeerRpc.Generators.Codecs;

namespace PeerRpc.Generators.Contracts;

/// <summary>What descriptions say of an argument, a result or an item.</summary>
/// <param name="Kind">How it travels.</param>
/// <param name="Name">The type as it stands in the signature.</param>
/// <param name="Type">The type without annotations.</param>
/// <param name="IsNullable">Whether it is a reference that may be null.</param>
/// <param name="Items">Its items or reports; null for what has none.</param>
internal sealed record ShapeModel(CodecKind Kind, string Name, string Type, bool IsNullable, ShapeModel? Items);
