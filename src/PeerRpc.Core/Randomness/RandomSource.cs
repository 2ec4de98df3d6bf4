namespace PeerRpc.Core.Randomness;

/// <summary>
/// Where chance comes from: keys, nonces, ids and delays. In production that is <see cref="Secure"/>; a simulation
/// draws from its seed.
/// </summary>
internal abstract class RandomSource
{
    /// <summary>The system's generator, whose bytes nobody can guess.</summary>
    public static RandomSource Secure { get; } = new SecureRandomSource();

    /// <summary>Fills a span with random bytes. From any thread.</summary>
    public abstract void Fill(Span<byte> bytes);

    /// <summary>Makes random bytes.</summary>
    public byte[] GetBytes(int count)
    {
        byte[] bytes = new byte[count];
        Fill(bytes);
        return bytes;
    }

    /// <summary>Makes an id of 16 random bytes.</summary>
    public Guid NewGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes);
        return new Guid(bytes);
    }

    /// <summary>A number from 0 up to, and not with, 1.</summary>
    public double NextDouble()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        Fill(bytes);
        // As many bits as a double has, so that every number is as likely as the next.
        return (System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(bytes) >> 11) * (1.0 / (1UL << 53));
    }
}
