using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace PeerRpc.Core.Frames;

/// <summary>
/// Reads the fields of a frame. Nothing throws: the first field that does not fit makes this and all later ones fail.
/// </summary>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;
    private bool _failed;

    /// <summary>What has not been read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>Whether every field fitted.</summary>
    public readonly bool Succeeded => !_failed;

    /// <summary>Whether every field fitted and nothing is left over.</summary>
    public readonly bool IsAtEnd => !_failed && _rest.IsEmpty;

    public byte Byte() => TryTake(1, out ReadOnlySpan<byte> field) ? field[0] : (byte)0;

    public ushort UInt16() =>
        TryTake(sizeof(ushort), out ReadOnlySpan<byte> field)
            ? BinaryPrimitives.ReadUInt16LittleEndian(field)
            : (ushort)0;

    public uint UInt32() =>
        TryTake(sizeof(uint), out ReadOnlySpan<byte> field) ? BinaryPrimitives.ReadUInt32LittleEndian(field) : 0;

    public ulong UInt64() =>
        TryTake(sizeof(ulong), out ReadOnlySpan<byte> field) ? BinaryPrimitives.ReadUInt64LittleEndian(field) : 0;

    /// <summary>A number in groups of seven bits, lowest first; at most ten bytes.</summary>
    public ulong Varint()
    {
        if (!_failed && Frames.Varint.TryRead(_rest, out ulong value, out int length))
        {
            _rest = _rest[length..];
            return value;
        }
        _failed = true;
        return 0;
    }

    /// <summary>A length and that many bytes.</summary>
    public ReadOnlySpan<byte> Bytes(int limit)
    {
        ulong length = Varint();
        if (length > (ulong)limit)
            _failed = true;
        return TryTake((int)Math.Min(length, int.MaxValue), out ReadOnlySpan<byte> field) ? field : default;
    }

    /// <summary>A length and that many bytes of valid UTF-8.</summary>
    public string Text(int limit)
    {
        ReadOnlySpan<byte> field = Bytes(limit);
        if (Utf8.IsValid(field))
            return field.IsEmpty ? "" : Encoding.UTF8.GetString(field);
        _failed = true;
        return "";
    }

    /// <summary>Exactly <paramref name="length"/> bytes.</summary>
    public ReadOnlySpan<byte> Fixed(int length) => TryTake(length, out ReadOnlySpan<byte> field) ? field : default;

    /// <summary>Sixteen bytes that name something for good.</summary>
    public Guid Id() => TryTake(16, out ReadOnlySpan<byte> field) ? new Guid(field) : default;

    private bool TryTake(int length, out ReadOnlySpan<byte> field)
    {
        if (_failed || length > _rest.Length)
        {
            _failed = true;
            field = default;
            return false;
        }
        field = _rest[..length];
        _rest = _rest[length..];
        return true;
    }
}
