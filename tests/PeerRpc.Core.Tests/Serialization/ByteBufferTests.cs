using System.Text;
using PeerRpc.Core.Serialization;
using Xunit;

namespace PeerRpc.Core.Tests.Serialization;

public sealed class ByteBufferTests
{
    private static readonly JsonPeerSerializer Serializer = new([TestJson.Default], 32, allowReflection: false);
    private static readonly byte[] Bytes = [0, 1, 2, 254, 255];

    [Fact]
    public void RoundTrip_BuffersAsValues_Survive()
    {
        Assert.Equal(Bytes, Payload.RoundTrip(Serializer, Bytes));
        Assert.Equal(Bytes, Payload.RoundTrip<ReadOnlyMemory<byte>>(Serializer, Bytes).ToArray());
        Assert.Equal(Bytes, Payload.RoundTrip<Memory<byte>>(Serializer, Bytes).ToArray());
        Assert.Equal(Bytes[1..3], Payload.RoundTrip(Serializer, new ArraySegment<byte>(Bytes, 1, 2)).ToArray());
        Assert.Equal(Bytes, Payload.RoundTrip<ReadOnlyMemory<byte>?>(Serializer, Bytes)!.Value.ToArray());
    }

    [Fact]
    public void RoundTrip_NullAndEmptyBuffers_StayWhatTheyAre()
    {
        Assert.Null(Payload.RoundTrip<byte[]?>(Serializer, null));
        Assert.Null(Payload.RoundTrip<ReadOnlyMemory<byte>?>(Serializer, null));
        Assert.Empty(Payload.RoundTrip<byte[]>(Serializer, []));
        Assert.Equal(0, Payload.RoundTrip<ReadOnlyMemory<byte>>(Serializer, default).Length);
        Assert.Equal(0, Payload.RoundTrip<ArraySegment<byte>>(Serializer, default).Count);
    }

    [Fact]
    public void RoundTrip_BuffersInsideAValue_Survive()
    {
        var value = new Buffers
        {
            Array = Bytes,
            ReadOnlyMemory = Bytes.AsMemory(1),
            Memory = Bytes.AsMemory(2),
            Segment = new ArraySegment<byte>(Bytes, 0, 1),
            Optional = Bytes,
            Many = [Bytes, null, []],
            Named = { ["a"] = Bytes },
        };

        Buffers copy = Payload.RoundTrip(Serializer, value);

        Assert.Equal(value.Array, copy.Array);
        Assert.Equal(value.ReadOnlyMemory.ToArray(), copy.ReadOnlyMemory.ToArray());
        Assert.Equal(value.Memory.ToArray(), copy.Memory.ToArray());
        Assert.Equal(value.Segment.ToArray(), copy.Segment.ToArray());
        Assert.Equal(Bytes, copy.Optional!.Value.ToArray());
        Assert.Equal(value.Many, copy.Many);
        Assert.Equal(Bytes, copy.Named["a"].ToArray());
    }

    [Fact]
    [Trait("Must", "P-6")]
    public void Write_BufferInATypeOfAContext_TravelsRaw()
    {
        byte[] payload = Payload.Write(Serializer, new Upload("a", Bytes));

        Assert.Equal("""{"name":"a","content":0}""", Encoding.UTF8.GetString(Payload.FirstValue(payload)));
        Assert.EndsWith(Convert.ToHexString(Bytes), Convert.ToHexString(payload), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OneMebibyte_CostsAtMost200BytesMore()
    {
        byte[] payload = Payload.Write(Serializer, new Upload("video.mp4", new byte[1 << 20]));

        Assert.InRange(payload.Length, 1 << 20, (1 << 20) + 200);
    }

    [Fact]
    public void Read_Buffer_IsAnOwnedCopy()
    {
        byte[] payload = Payload.Write(Serializer, new Upload("a", Bytes));
        Upload copy = Payload.Read<Upload>(Serializer, payload);

        Array.Clear(payload);

        Assert.Equal(Bytes, copy.Content);
    }

    [Fact]
    public void RoundTrip_ConverterThatSerializesAnotherValue_KeepsItsOwnPayload()
    {
        Reentrant copy = Payload.RoundTrip(Serializer, new Reentrant([1], [2, 2], [3, 3, 3]));

        Assert.Equal([1], copy.Before);
        Assert.Equal([2, 2], copy.Inner);
        Assert.Equal([3, 3, 3], copy.After);
    }
}
