namespace PeerRpc.Core.Streams.Consumers;

/// <summary>The bytes of another peer, to be read once, from front to back.</summary>
/// <remarks>
/// Only asynchronous reading: a synchronous one would block a thread of the pool for as long as the other side likes.
/// Whoever drops it without a word is noticed.
/// </remarks>
internal sealed class ByteReader(IncomingStream stream) : Stream
{
    private const string OnlyAsync = "A stream of another peer is read with ReadAsync or CopyToAsync.";

    private readonly AbandonmentGuard _guard = new(stream, stream.Work);
    private ReceivedItem _item;
    private int _at;
    private bool _disposed;

    public override bool CanRead => !_disposed;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    private bool HasBytes => _at < _item.Message.Length;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (buffer.IsEmpty)
            return default;
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<int>(cancellationToken);
        while (!HasBytes)
        {
            switch (stream.TryRead(out _item))
            {
                case StreamRead.End:
                    return stream.GetError() is { } error ? ValueTask.FromException<int>(error) : default;
                case StreamRead.Nothing:
                    return WaitAsync(buffer, cancellationToken);
            }
            _at = 0;
            // Bytes carry nothing besides: whoever sends something all the same is told that it is not wanted.
            foreach (IncomingStream unwanted in _item.Attachments ?? [])
                unwanted.Release();
        }
        return new ValueTask<int>(Take(buffer.Span));
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException(OnlyAsync);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _guard.Disarm();
            ReleaseItem();
            stream.Release();
        }
        base.Dispose(disposing);
    }

    private int Take(Span<byte> buffer)
    {
        ReadOnlySpan<byte> bytes = _item.Message.Bytes.Span[_at..];
        int length = Math.Min(buffer.Length, bytes.Length);
        bytes[..length].CopyTo(buffer);
        _at += length;
        if (!HasBytes)
            ReleaseItem();
        return length;
    }

    private void ReleaseItem()
    {
        if (_item.Message.Array is null)
            return;
        _item.Message.Release();
        _item = default;
        _at = 0;
    }

    private async ValueTask<int> WaitAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        await stream.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
    }
}
