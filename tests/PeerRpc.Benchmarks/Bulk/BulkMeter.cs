namespace PeerRpc.Benchmarks.Bulk;

/// <summary>What the receiver of a transfer does with its bytes: touches all, counts all, checks a sample.</summary>
internal sealed class BulkMeter
{
    // A prime, so that the sample falls on other places of every chunk; 64 bytes of a chunk cost next to nothing.
    private const int SampleStride = 1021;
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;
    private readonly byte[] _copy = new byte[BulkPattern.ChunkBytes];
    private long _nextSample;
    private ulong _checksum;

    /// <summary>Bytes counted.</summary>
    public long Bytes { get; private set; }

    /// <summary>Takes bytes that lie in somebody else's memory: copies them out, once, and counts them.</summary>
    public void Take(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > _copy.Length)
        {
            Take(bytes[.._copy.Length]);
            bytes = bytes[_copy.Length..];
        }

        bytes.CopyTo(_copy);
        Count(_copy.AsSpan(0, bytes.Length));
    }

    /// <summary>Counts bytes that the receiver has copied already.</summary>
    public void Count(ReadOnlySpan<byte> bytes)
    {
        long end = Bytes + bytes.Length;
        for (; _nextSample < end; _nextSample += SampleStride)
            _checksum = (_checksum + bytes[(int)(_nextSample - Bytes)]) * Multiplier;
        Bytes = end;
    }

    /// <summary>Compares with what had to come.</summary>
    /// <exception cref="InvalidDataException">It was more, less, or something else.</exception>
    public void Verify(long bytes)
    {
        if (Bytes != bytes) throw new InvalidDataException($"{Bytes} bytes came instead of {bytes}.");
        var expected = new BulkMeter();
        for (long position = 0; position < bytes; position += BulkPattern.ChunkBytes)
            expected.Count(BulkPattern.ChunkAt(position, bytes));
        if (_checksum != expected._checksum) throw new InvalidDataException("Other bytes came than were sent.");
    }
}
