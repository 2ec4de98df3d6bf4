using System.Security.Cryptography;

namespace PeerRpc.Integration.Processes;

/// <summary>As many bytes as are asked for, and how many of them have been read.</summary>
internal sealed class PulledBytes(long length) : Stream
{
    private static readonly byte[] Block = Bytes.Make(64 * 1024);

    private long _pulled;

    public long Pulled => Volatile.Read(ref _pulled);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Pulled;
        set => throw new NotSupportedException();
    }

    /// <summary>The hash of all of them.</summary>
    public static string HashOf(long length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (long at = 0; at < length; at += Block.Length)
            hash.AppendData(Block.AsSpan(0, (int)Math.Min(Block.Length, length - at)));
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(Read(buffer.Span));

    public override int Read(Span<byte> buffer)
    {
        int from = (int)(_pulled % Block.Length);
        int count = (int)Math.Min(Math.Min(buffer.Length, Block.Length - from), length - _pulled);
        Block.AsSpan(from, count).CopyTo(buffer);
        Volatile.Write(ref _pulled, _pulled + count);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
