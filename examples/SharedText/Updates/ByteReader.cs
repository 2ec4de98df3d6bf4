using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace SharedText.Updates;

/// <summary>Bytes that somebody else has written. Nothing is allocated on the word of a length alone.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private const int LongestVarint = 10;

    private ReadOnlySpan<byte> _rest = bytes;

    public readonly int Left => _rest.Length;

    public bool TryByte(out byte value)
    {
        value = 0;
        if (_rest.IsEmpty)
            return false;
        value = _rest[0];
        _rest = _rest[1..];
        return true;
    }

    public bool TryVarint(out ulong value)
    {
        value = 0;
        for (int i = 0; i < int.Min(_rest.Length, LongestVarint); i++)
        {
            byte next = _rest[i];
            // The tenth byte has room for one bit.
            if (i == LongestVarint - 1 && next > 1)
                return false;
            value |= (ulong)(next & 0x7F) << (7 * i);
            if (next < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return true;
            }
        }
        return false;
    }

    /// <summary>Reads a number that is not above <paramref name="most"/>.</summary>
    public bool TryVarint(int most, out int value)
    {
        bool read = TryVarint(out ulong wide) && wide <= (ulong)most;
        value = read ? (int)wide : 0;
        return read;
    }

    public bool TrySigned(out long value)
    {
        bool read = TryVarint(out ulong folded);
        value = (long)(folded >> 1) ^ -(long)(folded & 1);
        return read;
    }

    public bool TryUInt64(out ulong value)
    {
        value = 0;
        if (!TryBytes(sizeof(ulong), out ReadOnlySpan<byte> bytes))
            return false;
        value = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        return true;
    }

    public bool TryBytes(int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (count > _rest.Length)
            return false;
        bytes = _rest[..count];
        _rest = _rest[count..];
        return true;
    }

    /// <summary>Reads text of exactly that many code units.</summary>
    public bool TryUtf8(int length, out string text)
    {
        text = "";
        if (!TryVarint(_rest.Length, out int count) || !TryBytes(count, out ReadOnlySpan<byte> bytes))
            return false;
        // No code unit is less than a byte in UTF-8.
        if (length > count || !Utf8.IsValid(bytes) || Encoding.UTF8.GetCharCount(bytes) != length)
            return false;
        text = Encoding.UTF8.GetString(bytes);
        return true;
    }

    public bool TryUtf16(int length, out string text)
    {
        text = "";
        if (length > _rest.Length / sizeof(char)
            || !TryBytes(length * sizeof(char), out ReadOnlySpan<byte> bytes))
            return false;
        // An encoding would replace halves of surrogate pairs.
        text = string.Create(length, bytes, static (target, source) =>
        {
            for (int i = 0; i < target.Length; i++)
                target[i] = (char)BinaryPrimitives.ReadUInt16LittleEndian(source[(i * sizeof(char))..]);
        });
        return true;
    }
}
