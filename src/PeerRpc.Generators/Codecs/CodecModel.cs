namespace PeerRpc.Generators.Codecs;

/// <summary>The codec of an argument, a result or the items of a stream.</summary>
/// <param name="Kind">How the type travels.</param>
/// <param name="Type">The type without annotations.</param>
/// <param name="Items">The codec of its items; null for what has none.</param>
/// <param name="Options">The options of an observable; null for the default.</param>
internal sealed record CodecModel(CodecKind Kind, string Type, CodecModel? Items, StreamOptionsModel? Options)
{
    public bool IsAttachment => Kind != CodecKind.Value;
}
