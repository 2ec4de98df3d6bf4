using System.Text.Json;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Dynamic;

/// <summary>Puts byte buffers that came beside the JSON into it, as base64.</summary>
internal sealed class SegmentTaker(PayloadReader payload) : SegmentExchange
{
    protected override void Exchange(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out int index))
            throw new FormatException("Where the schema has bytes, the value does not name a segment.");
        writer.WriteBase64StringValue(payload.TakeSegment(index).Span);
    }
}
