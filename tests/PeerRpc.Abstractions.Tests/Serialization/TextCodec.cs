using System.Text;
using PeerRpc.Serialization;

namespace PeerRpc.Tests.Serialization;

/// <summary>Writes text as its bytes, with nothing around them.</summary>
internal sealed class TextCodec : PeerCodec<string>
{
    public override void Write(PayloadWriter payload, string value) =>
        payload.Advance(Encoding.UTF8.GetBytes(value, payload.GetSpan(Encoding.UTF8.GetMaxByteCount(value.Length))));

    public override string Read(ReadOnlySpan<byte> value, PayloadReader payload) => Encoding.UTF8.GetString(value);
}
