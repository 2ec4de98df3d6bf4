using System.Buffers;
using System.Text.Json;
using PeerRpc.Core.Description;
using PeerRpc.Core.Serialization;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Dynamic;

/// <summary>
/// Carries JSON as it is, but for the byte buffers, which stand in it as base64 and travel as raw bytes: the schema
/// says where.
/// </summary>
internal sealed class DynamicCodec : PeerCodec<JsonElement>
{
    private static readonly JsonDocumentOptions Strict = new()
    {
        AllowDuplicateProperties = false,
        MaxDepth = JsonPeerSerializer.DefaultMaxDepth,
    };

    private readonly SchemaPlace? _buffers;

    /// <param name="schema">The schema of the values; null if it is not known.</param>
    public DynamicCodec(JsonElement? schema)
    {
        if (schema is { } known && known.GetRawText().Contains(SchemaWriter.Keyword, StringComparison.Ordinal))
            _buffers = new SchemaPlace(known, known);
    }

    public override void Write(PayloadWriter payload, JsonElement value)
    {
        using var lease = JsonWriterLease.Take(payload);
        if (_buffers is null)
            value.WriteTo(lease.Writer);
        else
            Write(lease.Writer, value, _buffers, new SegmentAdder(payload));
        lease.Writer.Flush();
    }

    public override JsonElement Read(ReadOnlySpan<byte> value, PayloadReader payload)
    {
        JsonElement element;
        try
        {
            element = JsonElement.Parse(value, Strict);
        }
        catch (JsonException)
        {
            // The exception quotes the payload.
            throw new FormatException("The value is no JSON.");
        }
        if (_buffers is null)
            return element;
        var text = new ArrayBufferWriter<byte>(value.Length);
        using (var writer = new Utf8JsonWriter(text, JsonRules.WriterOptions))
            Write(writer, element, _buffers, new SegmentTaker(payload));
        return JsonElement.Parse(text.WrittenSpan, Strict);
    }

    // As deep as the value, which is bounded by whoever has parsed it.
    private static void Write(
        Utf8JsonWriter writer, JsonElement value, SchemaPlace? place, SegmentExchange segments)
    {
        if (place is { IsSegment: true })
        {
            segments.Write(writer, value);
            return;
        }
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when place is not null:
                writer.WriteStartObject();
                foreach (JsonProperty property in value.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, place.Value.Property(value, property.Name), segments);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array when place is not null:
                SchemaPlace? elements = place.Value.Element();
                writer.WriteStartArray();
                foreach (JsonElement element in value.EnumerateArray())
                    Write(writer, element, elements, segments);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
