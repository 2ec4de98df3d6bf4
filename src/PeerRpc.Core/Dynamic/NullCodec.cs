using System.Text.Json;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Dynamic;

/// <summary>Stands for a stream, a progress or a live object that is not there: a value without bytes.</summary>
internal sealed class NullCodec : PeerCodec<JsonElement>
{
    public static NullCodec Instance { get; } = new();

    public override void Write(PayloadWriter payload, JsonElement value)
    {
    }

    public override JsonElement Read(ReadOnlySpan<byte> value, PayloadReader payload) => default;
}
