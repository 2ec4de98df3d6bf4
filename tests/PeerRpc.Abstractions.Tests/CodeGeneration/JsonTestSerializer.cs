using PeerRpc.Serialization;

namespace PeerRpc.Tests.CodeGeneration;

/// <summary>Writes every value as JSON.</summary>
internal sealed class JsonTestSerializer : PeerSerializer
{
    public override string Name => "test";

    public override PeerCodec<T> GetCodec<T>() => new JsonTestCodec<T>();
}
