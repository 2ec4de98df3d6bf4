using System.Buffers.Binary;
using System.Text;

namespace SharedText.Updates;

/// <summary>Bytes that are being written.</summary>
internal sealed class ByteWriter(int capacity = 32)
{
    private byte[] _bytes = new byte[capacity];
    private int _count;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _count);

    public byte[] ToArray() => Written.ToArray();

    public void Byte(byte value) => Take(1)[0] = value;

    /// <summary>Seven bits to a byte, the lowest first; the high bit says that more follow.</summary>
    public void Varint(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }
        Byte((byte)value);
    }

    public void Varint(int value) => Varint((ulong)(uint)value);

    /// <summary>A number of either sign; small ones are short.</summary>
    public void Signed(long value) => Varint((ulong)((value << 1) ^ (value >> 63)));

    public void UInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(sizeof(ulong)), value);

    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>
    /// Text in UTF-8 behind the number of its bytes; there must be no half of a surrogate pair in it.
    /// </summary>
    public void Utf8(ReadOnlySpan<char> text)
    {
        int count = Encoding.UTF8.GetByteCount(text);
        Varint(count);
        Encoding.UTF8.GetBytes(text, Take(count));
    }

    /// <summary>Text as its code units, low byte first.</summary>
    public void Utf16(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = Take(text.Length * sizeof(char));
        for (int i = 0; i < text.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(bytes[(i * sizeof(char))..], text[i]);
    }

    private Span<byte> Take(int count)
    {
        if (_bytes.Length - _count < count)
            Array.Resize(ref _bytes, int.Max(_bytes.Length * 2, _count + count));
        _count += count;
        return _bytes.AsSpan(_count - count, count);
    }
}
