using PeerRpc.Serialization;
using Xunit;

namespace PeerRpc.Core.Tests.Serialization;

/// <summary>Measures the memory of the whole process, so nothing else may run beside it.</summary>
[Collection(AloneCollection.Name)]
public sealed class ReaderMemoryTests
{
    [Fact]
    public void End_AfterAMillionEmptySegments_KeepsNoRoomForThem()
    {
        byte[] payload = Payload.Forge("0"u8, [.. Enumerable.Repeat(Array.Empty<byte>(), 1_000_000)]);
        var reader = new PayloadReader();
        long before = GC.GetTotalMemory(forceFullCollection: true);

        Assert.True(reader.TryBegin(payload));
        reader.End();

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 4_000_000);
        GC.KeepAlive(reader);
    }
}
