using PeerRpc.Core.Transports;

namespace PeerRpc.Core.Tests.Fakes;

/// <summary>A buffer of ten bytes that counts how often it was taken.</summary>
internal sealed class CountedBuffer : IReceiveBuffer
{
    public byte[] Bytes { get; } = new byte[10];

    public int Taken { get; private set; }

    public Memory<byte> Take()
    {
        Taken++;
        return Bytes;
    }
}
