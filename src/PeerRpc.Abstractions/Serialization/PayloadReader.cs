using System.Buffers.Binary;

namespace PeerRpc.Serialization;

/// <summary>Reads the payload of one message; the counterpart of <see cref="PayloadWriter"/>.</summary>
/// <remarks>Not safe for use by two threads.</remarks>
public sealed class PayloadReader
{
    // How many segments a reused reader keeps room for.
    private const int KeptSegments = 256;

    private readonly List<Segment> _segments = [];
    private ReadOnlyMemory<byte> _payload;
    private int _at;
    private int _remaining;

    // Beginning a payload is the runtime's, so only the runtime makes one; codecs are given it.
    internal PayloadReader()
    {
    }

    /// <summary>The number of values that have not been read yet.</summary>
    public int RemainingValues => _remaining;

    /// <summary>The streams and live objects that values stand for; null if the message has none.</summary>
    internal IReceivedAttachments? Attachments { get; private set; }

    /// <summary>Reads the next value with its codec.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="codec">The codec of the type.</param>
    /// <returns>The value.</returns>
    /// <exception cref="FormatException">There is no further value, or its bytes are not of this type.</exception>
    public T ReadValue<T>(PeerCodec<T> codec)
    {
        if (_remaining == 0)
            throw new FormatException("The message carries fewer values than the method has parameters.");
        _remaining--;
        ReadOnlySpan<byte> rest = _payload.Span[_at..];
        int length = (int)BinaryPrimitives.ReadUInt32LittleEndian(rest);
        _at += sizeof(uint) + length;
        return codec.Read(rest.Slice(sizeof(uint), length), this);
    }

    /// <summary>Takes the bytes that stand beside the values; for codecs. Each is taken at most once.</summary>
    /// <param name="index">The number that stands in the value.</param>
    /// <returns>The bytes; valid only until the message is released, so the codec copies them.</returns>
    /// <exception cref="FormatException">There is no such segment, or it was taken already.</exception>
    public ReadOnlyMemory<byte> TakeSegment(int index)
    {
        if ((uint)index >= (uint)_segments.Count)
            throw new FormatException($"The value names byte segment {index}, which the message does not carry.");
        Segment segment = _segments[index];
        if (segment.Taken)
            throw new FormatException($"The value names byte segment {index} twice.");
        _segments[index] = segment with { Taken = true };
        return _payload.Slice(segment.Start, segment.Length);
    }

    /// <summary>Begins to read a payload, after checking that all lengths in it fit.</summary>
    /// <returns>False if the bytes are not a payload; the reader is then empty.</returns>
    internal bool TryBegin(ReadOnlyMemory<byte> payload, IReceivedAttachments? attachments = null)
    {
        End();
        if (!TryIndex(payload.Span, out int values))
        {
            End();
            return false;
        }
        _payload = payload;
        Attachments = attachments;
        _at = 1;
        _remaining = values;
        return true;
    }

    /// <summary>Checks that every value was read.</summary>
    /// <remarks>
    /// A segment that nobody took is no error: it belongs to a member that the sender's type has and this one has not.
    /// </remarks>
    /// <exception cref="FormatException">Values were left over.</exception>
    internal void EnsureAllUsed()
    {
        if (_remaining > 0)
            throw new FormatException("The message carries more values than were read.");
    }

    /// <summary>Forgets the payload, so that its memory can be released.</summary>
    internal void End()
    {
        _payload = default;
        Attachments = null;
        _remaining = 0;
        _segments.Clear();
        // Untrusted: a message of empty segments would otherwise leave a list three times its size in a reused reader.
        if (_segments.Capacity > KeptSegments)
            _segments.Capacity = 0;
    }

    private static bool TrySkip(ReadOnlySpan<byte> bytes, ref int at, out int length)
    {
        length = 0;
        if (bytes.Length - at < sizeof(uint))
            return false;
        uint declared = BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
        at += sizeof(uint);
        if (declared > (uint)(bytes.Length - at))
            return false;
        length = (int)declared;
        at += length;
        return true;
    }

    private bool TryIndex(ReadOnlySpan<byte> bytes, out int values)
    {
        values = 0;
        if (bytes.IsEmpty)
            return false;
        values = bytes[0] & ~PayloadWriter.SegmentsFollow;
        int at = 1;
        for (int i = 0; i < values; i++)
        {
            if (!TrySkip(bytes, ref at, out _))
                return false;
        }
        if ((bytes[0] & PayloadWriter.SegmentsFollow) != 0 && !TryReadSegments(bytes, ref at))
            return false;
        return at == bytes.Length;
    }

    private bool TryReadSegments(ReadOnlySpan<byte> bytes, ref int at)
    {
        if (bytes.Length - at < sizeof(uint))
            return false;
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
        at += sizeof(uint);
        // Every segment costs at least its length field, which bounds the list before it is filled.
        if (count == 0 || count > (uint)(bytes.Length - at) / sizeof(uint))
            return false;
        _segments.EnsureCapacity((int)count);
        for (uint i = 0; i < count; i++)
        {
            if (!TrySkip(bytes, ref at, out int length))
                return false;
            _segments.Add(new Segment(at - length, length, Taken: false));
        }
        return true;
    }

    private readonly record struct Segment(int Start, int Length, bool Taken);
}
