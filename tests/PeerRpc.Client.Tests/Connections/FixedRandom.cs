using System.Buffers.Binary;
using PeerRpc.Core.Randomness;

namespace PeerRpc.Client.Tests.Connections;

/// <summary>Chance that a test decides: every number is the same.</summary>
/// <param name="value">From 0 up to, and not with, 1.</param>
internal sealed class FixedRandom(double value) : RandomSource
{
    public override void Fill(Span<byte> bytes)
    {
        bytes.Fill(7);
        // What a number is made of; keys and nonces are longer and may be anything.
        if (bytes.Length == sizeof(ulong))
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)(value * (1UL << 53)) << 11);
    }
}
