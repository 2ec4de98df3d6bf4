using System.Buffers;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Tests.Serialization;

/// <summary>Writes and reads the bytes of a value as they are.</summary>
internal sealed class VerbatimCodec : PeerCodec<byte[]>
{
    public override void Write(PayloadWriter payload, byte[] value) => ((IBufferWriter<byte>)payload).Write(value);

    public override byte[] Read(ReadOnlySpan<byte> value, PayloadReader payload) => value.ToArray();
}
