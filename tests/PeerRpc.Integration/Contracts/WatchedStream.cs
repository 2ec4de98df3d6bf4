namespace PeerRpc.Integration.Contracts;

/// <summary>Zeros, as many as was said; tells how many were read, and when it is disposed.</summary>
internal sealed class WatchedStream(long length) : Stream
{
    private long _position;

    public Gate Disposed { get; } = new();

    /// <summary>Open when somebody has begun to read.</summary>
    public Gate Begun { get; } = new();

    public long BytesRead => Interlocked.Read(ref _position);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Begun.Open();
        int count = (int)Math.Min(buffer.Length, length - _position);
        buffer.Span[..count].Clear();
        Interlocked.Add(ref _position, count);
        return new ValueTask<int>(count);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        Disposed.Open();
        base.Dispose(disposing);
    }
}
