using System.Buffers.Text;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Serialization;

/// <summary>A GUID as a string of 32 digits and 4 hyphens.</summary>
internal sealed class GuidCodec(PeerCodec<Guid> general) : DirectCodec<Guid>(general)
{
    private const int TextLength = 36;
    private const int Length = TextLength + 2;

    protected override bool TryWrite(PayloadWriter payload, Guid value)
    {
        Span<byte> bytes = payload.GetSpan(Length)[..Length];
        bytes[0] = (byte)'"';
        value.TryFormat(bytes[1..], out _, "D");
        bytes[^1] = (byte)'"';
        payload.Advance(Length);
        return true;
    }

    protected override bool TryRead(ReadOnlySpan<byte> value, out Guid result)
    {
        result = default;
        return value.Length == Length && value[0] == '"' && value[^1] == '"'
            && Utf8Parser.TryParse(value[1..^1], out result, out int used, 'D') && used == TextLength;
    }
}
