using System.Buffers;
using System.Buffers.Binary;

namespace PeerRpc.Serialization;

/// <summary>
/// Builds the payload of one message: length-prefixed values, and raw byte segments beside them.
/// </summary>
/// <remarks>
/// Layout (docs/protocol.md, "Payload"): a byte with the number of values, whose top bit says that segments follow;
/// each value as a 4-byte length and its bytes; then the number of segments in 4 bytes, and each segment as a 4-byte
/// length and its bytes. Not safe for use by two threads. Everything is copied in, so the caller may change its
/// buffers as soon as a value has been written.
/// </remarks>
public sealed class PayloadWriter : IBufferWriter<byte>
{
    /// <summary>The most values that one payload carries.</summary>
    internal const int MaxValues = 127;

    internal const byte SegmentsFollow = 0x80;

    private const int InitialCapacity = 512;

    // A buffer above this size goes back to the pool between messages; below, it stays for the next one.
    private const int KeptCapacity = 64 * 1024;

    private readonly List<ReadOnlyMemory<byte>> _segments = [];
    private List<PayloadAttachment>? _attachments;
    private byte[] _buffer = [];
    private int _length;
    private int _start;
    private int _values;

    // Beginning and ending a payload is the runtime's, so only the runtime makes one; codecs are given it.
    internal PayloadWriter()
    {
    }

    /// <summary>The number of bytes written so far, including what stands before the payload.</summary>
    public int Length => _length;

    /// <summary>The bytes written so far; valid until the next call.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>The streams and live objects that the values of this payload stand for, in order.</summary>
    internal IReadOnlyList<PayloadAttachment> Attachments => _attachments ?? (IReadOnlyList<PayloadAttachment>)[];

    internal Span<byte> WrittenForPatching => _buffer.AsSpan(0, _length);

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _buffer.Length - _length);
        _length += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsMemory(_length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.AsSpan(_length);
    }

    /// <summary>Writes one value with its codec. If that throws, the message is half written: give it up.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="codec">The codec of the type.</param>
    /// <param name="value">The value.</param>
    public void WriteValue<T>(PeerCodec<T> codec, T value)
    {
        if (_values == MaxValues)
            throw new InvalidOperationException($"A payload carries at most {MaxValues} values.");
        Reserve(sizeof(uint));
        int lengthAt = _length;
        _length += sizeof(uint);
        codec.Write(this, value);
        BinaryPrimitives.WriteUInt32LittleEndian(
            _buffer.AsSpan(lengthAt), (uint)(_length - lengthAt - sizeof(uint)));
        _values++;
    }

    /// <summary>
    /// Puts a byte buffer beside the values; for codecs, which write the returned number in its place.
    /// </summary>
    /// <param name="segment">The bytes; they must not change until the message has been built.</param>
    /// <returns>The number of the segment within this payload.</returns>
    public int AddSegment(ReadOnlyMemory<byte> segment)
    {
        _segments.Add(segment);
        return _segments.Count - 1;
    }

    /// <summary>Adds what a value stands for; the codec writes the returned number in its place.</summary>
    internal int Attach(PayloadAttachment attachment)
    {
        // A list of its own for each payload: whoever sends the message may keep it.
        _attachments ??= [];
        _attachments.Add(attachment);
        return _attachments.Count - 1;
    }

    /// <summary>Begins a payload behind what has been written so far.</summary>
    internal void BeginPayload()
    {
        _start = _length;
        _values = 0;
        _segments.Clear();
        _attachments = null;
        GetSpan(1)[0] = 0;
        _length++;
    }

    /// <summary>Ends the payload: writes the number of values and copies the segments in.</summary>
    internal void EndPayload()
    {
        byte header = (byte)_values;
        if (_segments.Count > 0)
        {
            header |= SegmentsFollow;
            WriteLength(_segments.Count);
            foreach (ReadOnlyMemory<byte> segment in _segments)
            {
                WriteLength(segment.Length);
                Reserve(segment.Length);
                segment.Span.CopyTo(_buffer.AsSpan(_length));
                _length += segment.Length;
            }
            _segments.Clear();
        }
        _buffer[_start] = header;
    }

    /// <summary>Forgets everything written, for the next message.</summary>
    internal void Reset()
    {
        _length = 0;
        _values = 0;
        _segments.Clear();
        _attachments = null;
        if (_buffer.Length > KeptCapacity)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }
    }

    private void WriteLength(int length)
    {
        Reserve(sizeof(uint));
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer.AsSpan(_length), (uint)length);
        _length += sizeof(uint);
    }

    private void Reserve(int size)
    {
        if (_buffer.Length - _length < Math.Max(size, 1))
            Grow(size);
    }

    private void Grow(int size)
    {
        int wanted = checked(_length + Math.Max(size, InitialCapacity));
        long doubled = Math.Max(wanted, 2L * _length);
        byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Array.MaxLength, doubled));
        _buffer.AsSpan(0, _length).CopyTo(larger);
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
