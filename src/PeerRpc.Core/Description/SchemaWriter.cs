using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using PeerRpc.Core.Serialization;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Description;

/// <summary>Writes the JSON Schema of types, as the serializer of the links carries them.</summary>
/// <remarks>
/// What a contract says decides about null, of the argument as of its members. Of the elements of collections it is not
/// known at run time; they count as not nullable, so that what the schema allows is accepted.
/// </remarks>
/// <param name="serializer">The serializer; of another one than JSON there are no schemas.</param>
internal sealed class SchemaWriter(PeerSerializer serializer)
{
    /// <summary>Marks what travels beside the JSON.</summary>
    public const string Keyword = "x-peerrpc";

    /// <summary>The value of <see cref="Keyword"/> for a byte buffer.</summary>
    public const string Segment = "segment";

    private static readonly JsonSchemaExporterOptions ExporterOptions = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Transform,
    };

    private readonly JsonSerializerOptions? _options = (serializer as JsonPeerSerializer)?.Options;

    /// <summary>The schema of a type; null if there is none.</summary>
    public JsonElement? Write(Type type, bool isNullable)
    {
        if (_options is null || !_options.TryGetTypeInfo(type, out JsonTypeInfo? metadata))
            return null;
        try
        {
            JsonNode schema = metadata.GetJsonSchemaAsNode(ExporterOptions);
            bool takesNull = isNullable || Nullable.GetUnderlyingType(type) is not null;
            return ToElement(takesNull ? MakeNullable(schema) : schema);
        }
        catch (Exception failure) when (failure is InvalidOperationException or NotSupportedException)
        {
            // Types that nest without end, or that have members of types which JSON cannot carry.
            return null;
        }
    }

    /// <summary>A default value; null if it is null, or cannot be told.</summary>
    public JsonElement? WriteDefault(object? value, Type type)
    {
        if (value is null || _options is null || !_options.TryGetTypeInfo(type, out JsonTypeInfo? metadata))
            return null;
        try
        {
            return JsonSerializer.SerializeToElement(value, metadata);
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException or JsonException)
        {
            // NaN and infinities, and what a converter of the user's refuses.
            return null;
        }
    }

    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        JsonTypeInfo metadata = context.TypeInfo;
        // A property may have a converter of its own, and then its bytes are what that one makes of them.
        if (context.PropertyInfo?.CustomConverter is not null)
            return schema;
        if (IsCarriedRaw(metadata.Type, metadata.Options))
        {
            bool isNullable = context.PropertyInfo is { } property
                ? property.IsGetNullable || property.IsSetNullable
                : Nullable.GetUnderlyingType(metadata.Type) is not null;
            return isNullable ? MakeNullable(Bytes()) : Bytes();
        }
        // The exporter leaves elements out of which it knows nothing by itself.
        if (schema is JsonObject collection && metadata.ElementType is { } element
            && IsCarriedRaw(element, metadata.Options))
        {
            collection[metadata.Kind == JsonTypeInfoKind.Dictionary ? "additionalProperties" : "items"] =
                Nullable.GetUnderlyingType(element) is null ? Bytes() : MakeNullable(Bytes());
        }
        return schema;
    }

    private static JsonObject Bytes() => new()
    {
        ["type"] = "string",
        ["contentEncoding"] = "base64",
        [Keyword] = Segment,
    };

    private static bool IsCarriedRaw(Type type, JsonSerializerOptions options) =>
        options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type).Converter is ByteBufferConverter<byte[]>
            or ByteBufferConverter<Memory<byte>> or ByteBufferConverter<ReadOnlyMemory<byte>>
            or ByteBufferConverter<ArraySegment<byte>>;

    private static JsonNode MakeNullable(JsonNode schema)
    {
        if (schema is not JsonObject known)
            return schema;
        if (known["type"] is JsonValue single)
            known["type"] = new JsonArray(single.DeepClone(), "null");
        else if (known["type"] is JsonArray several && !several.Any(type => (string?)type == "null"))
            several.Add((JsonNode)"null");
        else
            return schema;
        if (known["enum"] is JsonArray values)
            values.Add(null);
        return schema;
    }

    private static JsonElement ToElement(JsonNode schema)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text, JsonRules.WriterOptions))
            schema.WriteTo(writer);
        var reader = new Utf8JsonReader(text.WrittenSpan, new JsonReaderOptions { MaxDepth = 0 });
        return JsonElement.ParseValue(ref reader);
    }
}
