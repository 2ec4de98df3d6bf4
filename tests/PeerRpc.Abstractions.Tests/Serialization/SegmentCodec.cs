using PeerRpc.Serialization;

namespace PeerRpc.Tests.Serialization;

/// <summary>Puts bytes beside the values, and their number in their place.</summary>
internal sealed class SegmentCodec : PeerCodec<byte[]>
{
    public override void Write(PayloadWriter payload, byte[] value)
    {
        payload.GetSpan(1)[0] = (byte)payload.AddSegment(value);
        payload.Advance(1);
    }

    public override byte[] Read(ReadOnlySpan<byte> value, PayloadReader payload) =>
        payload.TakeSegment(value[0]).ToArray();
}
