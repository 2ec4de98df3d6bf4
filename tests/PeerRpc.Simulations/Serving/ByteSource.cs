using PeerRpc.Simulations.Contracts;

namespace PeerRpc.Simulations.Serving;

/// <summary>A stream of bytes that writes its history while it is read.</summary>
internal sealed class ByteSource : Stream
{
    private readonly Executions _executions;
    private readonly long _stream;
    private readonly long _length;
    private long _place;
    private long _hash;
    private int _closed;

    public ByteSource(Executions executions, long call, long stream, long length)
    {
        _executions = executions;
        _stream = stream;
        _length = length;
        executions.Begin();
        executions.Recorder.Opened(stream, call, StreamSide.Producer);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _place;
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<int>(Read(buffer.Span));
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int count = (int)long.Min(buffer.Length, _length - _place);
        if (count == 0)
        {
            Close(StreamFate.Completed);
            return 0;
        }
        Pattern.Fill(_stream, _place, buffer[..count]);
        _place += count;
        _hash = Pattern.Hash(_hash, buffer[..count]);
        _executions.Recorder.ProducedBytes(_stream, _place, _hash);
        return count;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        Close(StreamFate.Cancelled);
        base.Dispose(disposing);
    }

    private void Close(StreamFate fate)
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
            return;
        _executions.Recorder.Closed(_stream, StreamSide.Producer, fate);
        _executions.End();
    }
}
