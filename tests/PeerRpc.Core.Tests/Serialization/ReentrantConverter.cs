using System.Text.Json;
using System.Text.Json.Serialization;
using PeerRpc.Core.Serialization;

namespace PeerRpc.Core.Tests.Serialization;

/// <summary>Puts a whole inner payload into the outer one, between two byte buffers.</summary>
public sealed class ReentrantConverter : JsonConverter<Reentrant>
{
    private static readonly JsonPeerSerializer Inner = new([TestJson.Default]);

    public override void Write(Utf8JsonWriter writer, Reentrant value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        JsonSerializer.Serialize(writer, value.Before, options);
        writer.WriteBase64StringValue(Payload.Write(Inner, new Upload("inner", value.Inner)));
        JsonSerializer.Serialize(writer, value.After, options);
        writer.WriteEndArray();
    }

    public override Reentrant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Read();
        byte[] before = JsonSerializer.Deserialize<byte[]>(ref reader, options)!;
        reader.Read();
        byte[] inner = Payload.Read<Upload>(Inner, reader.GetBytesFromBase64()).Content;
        reader.Read();
        byte[] after = JsonSerializer.Deserialize<byte[]>(ref reader, options)!;
        reader.Read();
        return new Reentrant(before, inner, after);
    }
}
