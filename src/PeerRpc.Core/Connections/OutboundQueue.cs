using System.Buffers;
using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Connections;

/// <summary>The frames that wait to be sent on one connection, gathered into one buffer.</summary>
/// <remarks>
/// Frames are copied in under <see cref="Gate"/>; the writer takes the whole buffer and leaves an empty one, so that
/// everything that gathered while it was sending goes out in one piece. Data frames of one link that follow one
/// another become one frame, which saves every hop a header and a look-up.
/// </remarks>
/// <param name="limit">How many bytes may wait, in bytes.</param>
internal sealed class OutboundQueue(int limit)
{
    private const int SmallestBuffer = 4 * 1024;

    private byte[] _buffer = [];
    private int _length;
    private int _lastFrame = -1;
    private int _lastTaken;

    /// <summary>Guards everything here.</summary>
    public Lock Gate { get; } = new();

    /// <summary>How many bytes wait.</summary>
    public int Length => _length;

    /// <summary>Counts the times that the buffer was taken; tells which frames are still here.</summary>
    public long Generation { get; private set; }

    /// <summary>Whether nothing can be sent any more; what is added then is dropped.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Whether a frame with a body of this length would still fit.</summary>
    public bool HasRoomFor(int bodyLength) => _length + FrameHeader.Size + bodyLength <= limit;

    /// <summary>Adds a frame. The caller has seen that there is room, or the frame is one that must go out.</summary>
    public void Append(FrameKind kind, uint label, ReadOnlySpan<byte> body)
    {
        if (IsClosed)
            return;
        Span<byte> frame = Take(FrameHeader.Size + body.Length);
        new FrameHeader(kind, label, body.Length).Write(frame);
        body.CopyTo(frame[FrameHeader.Size..]);
        _lastFrame = _length - frame.Length;
    }

    /// <summary>Adds bytes to a link, in a data frame of its own or behind the last one of the same label.</summary>
    public void AppendData(uint label, ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        if (IsClosed)
            return;
        int length = head.Length + tail.Length;
        bool gathered = TryExtendLast(label, length);
        Span<byte> target = Take(gathered ? length : FrameHeader.Size + length);
        if (!gathered)
        {
            new FrameHeader(FrameKind.Data, label, length).Write(target);
            _lastFrame = _length - target.Length;
            target = target[FrameHeader.Size..];
        }
        head.CopyTo(target);
        tail.CopyTo(target[head.Length..]);
    }

    /// <summary>Takes all that waits; the caller gives the array back to the shared pool.</summary>
    public ArraySegment<byte> TakeAll()
    {
        var taken = new ArraySegment<byte>(_buffer, 0, _length);
        _lastTaken = _length;
        _buffer = [];
        _length = 0;
        _lastFrame = -1;
        Generation++;
        return taken;
    }

    /// <summary>Drops all that waits and whatever comes later.</summary>
    public void Close()
    {
        IsClosed = true;
        ArraySegment<byte> rest = TakeAll();
        if (rest.Array!.Length > 0)
            ArrayPool<byte>.Shared.Return(rest.Array);
    }

    /// <summary>Drops the data frames of some labels that still wait, and says how many bytes that freed.</summary>
    public int Drop(Predicate<uint> isDropped)
    {
        int kept = 0;
        for (int at = 0; at < _length;)
        {
            FrameHeader header = FrameHeader.Read(_buffer.AsSpan(at));
            int size = FrameHeader.Size + header.Length;
            if (header.Kind != FrameKind.Data || !isDropped(header.Label))
            {
                _buffer.AsSpan(at, size).CopyTo(_buffer.AsSpan(kept));
                kept += size;
            }
            at += size;
        }
        int freed = _length - kept;
        _length = kept;
        _lastFrame = -1;
        return freed;
    }

    private bool TryExtendLast(uint label, int length)
    {
        if (_lastFrame < 0)
            return false;
        Span<byte> frame = _buffer.AsSpan(_lastFrame);
        FrameHeader last = FrameHeader.Read(frame);
        if (last.Kind != FrameKind.Data || last.Label != label || last.Length + length > WireLimits.GatheredData)
            return false;
        (last with { Length = last.Length + length }).Write(frame);
        return true;
    }

    private Span<byte> Take(int size)
    {
        if (_buffer.Length - _length < size)
            Grow(size);
        Span<byte> taken = _buffer.AsSpan(_length, size);
        _length += size;
        return taken;
    }

    private void Grow(int size)
    {
        // As much as was taken the last time: growing step by step would copy what is queued again and again.
        int wanted = Math.Max(_lastTaken, Math.Max(_length * 2, _length + size));
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(SmallestBuffer, wanted));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
