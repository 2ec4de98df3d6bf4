using System.Text.Json;
using PeerRpc.Serialization;

namespace PeerRpc.Tests.CodeGeneration;

internal sealed class JsonTestCodec<T> : PeerCodec<T>
{
    public override void Write(PayloadWriter payload, T value)
    {
        using var json = new Utf8JsonWriter(payload);
        JsonSerializer.Serialize(json, value);
    }

    public override T Read(ReadOnlySpan<byte> value, PayloadReader payload) => JsonSerializer.Deserialize<T>(value)!;
}
