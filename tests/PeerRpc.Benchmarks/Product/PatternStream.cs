using PeerRpc.Benchmarks.Bulk;

namespace PeerRpc.Benchmarks.Product;

/// <summary>The bytes of a transfer as a source that never has to be waited for.</summary>
internal sealed class PatternStream(long bytes) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(Read(buffer.Span));

    public override int Read(Span<byte> buffer)
    {
        if (_position == bytes)
            return 0;
        long chunkStart = _position - _position % BulkPattern.ChunkBytes;
        ReadOnlySpan<byte> chunk = BulkPattern.ChunkAt(chunkStart, bytes).AsSpan((int)(_position - chunkStart));
        int length = Math.Min(buffer.Length, chunk.Length);
        chunk[..length].CopyTo(buffer);
        _position += length;
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
