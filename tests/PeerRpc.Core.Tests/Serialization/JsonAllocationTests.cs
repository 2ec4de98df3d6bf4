using PeerRpc.Core.Serialization;
using PeerRpc.Serialization;
using Xunit;

namespace PeerRpc.Core.Tests.Serialization;

public sealed class JsonAllocationTests
{
    private const int Messages = 1_000;

    private static readonly JsonPeerSerializer Serializer = new([TestJson.Default], 32, allowReflection: false);

    // The tolerance is zero: one byte per thousand messages already fails.
    [Fact]
    public void Write_SteadyState_AllocatesNothing()
    {
        Assert.Equal(0, AllocatedByWriting(42));
        Assert.Equal(0, AllocatedByWriting("sixteen letters!"));
        Assert.Equal(0, AllocatedByWriting("шестнадцать букв"));
        Assert.Equal(0, AllocatedByWriting<double?>(1.5));
        Assert.Equal(0, AllocatedByWriting(Guid.NewGuid()));
        Assert.Equal(0, AllocatedByWriting<ReadOnlyMemory<byte>>(new byte[100]));
        Assert.Equal(0, AllocatedByWriting(new Strict("a", 1)));
        Assert.Equal(0, AllocatedByWriting(new Upload("a", new byte[100])));
    }

    private static long AllocatedByWriting<T>(T value)
    {
        PeerCodec<T> codec = Serializer.GetCodec<T>();
        var writer = new PayloadWriter();
        WriteMany(writer, codec, value);
        long before = GC.GetAllocatedBytesForCurrentThread();
        WriteMany(writer, codec, value);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void WriteMany<T>(PayloadWriter writer, PeerCodec<T> codec, T value)
    {
        for (int i = 0; i < Messages; i++)
        {
            writer.Reset();
            writer.BeginPayload();
            writer.WriteValue(codec, value);
            writer.EndPayload();
        }
    }
}
