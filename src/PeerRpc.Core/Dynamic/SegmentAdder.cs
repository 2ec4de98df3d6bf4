using System.Text.Json;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Dynamic;

/// <summary>Puts byte buffers that stand as base64 beside the JSON.</summary>
internal sealed class SegmentAdder(PayloadWriter payload) : SegmentExchange
{
    protected override void Exchange(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String || !value.TryGetBytesFromBase64(out byte[]? bytes))
            throw new FormatException("Where the schema has bytes, the value has no text in base64.");
        writer.WriteNumberValue(payload.AddSegment(bytes));
    }
}
