using System.Buffers.Binary;
using System.Text;

namespace PeerRpc.Core.Frames;

/// <summary>Writes the fields of a control frame; the counterpart of <see cref="WireReader"/>.</summary>
/// <remarks>For the rare frames; those of the hot path are written straight into spans.</remarks>
internal sealed class WireWriter
{
    private byte[] _buffer = new byte[256];
    private int _length;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public WireWriter Byte(byte value)
    {
        Take(1)[0] = value;
        return this;
    }

    public WireWriter UInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(Take(sizeof(ushort)), value);
        return this;
    }

    public WireWriter UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(Take(sizeof(uint)), value);
        return this;
    }

    public WireWriter UInt64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Take(sizeof(ulong)), value);
        return this;
    }

    public WireWriter Varint(ulong value)
    {
        Span<byte> encoded = stackalloc byte[Frames.Varint.MaxLength];
        return Fixed(encoded[..Frames.Varint.Write(encoded, value)]);
    }

    public WireWriter Bytes(ReadOnlySpan<byte> value) => Varint((ulong)value.Length).Fixed(value);

    public WireWriter Text(string value) => Bytes(Encoding.UTF8.GetBytes(value));

    /// <summary>Text for people, cut to what the protocol allows.</summary>
    public WireWriter Message(string value)
    {
        byte[] encoded = Encoding.UTF8.GetBytes(value);
        int length = Math.Min(encoded.Length, WireLimits.Message);
        // Not within a character: its later bytes all begin with the bits 10.
        while (length < encoded.Length && length > 0 && (encoded[length] & 0xC0) == 0x80)
            length--;
        return Bytes(encoded.AsSpan(0, length));
    }

    public WireWriter Fixed(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Take(value.Length));
        return this;
    }

    public WireWriter Id(Guid value)
    {
        value.TryWriteBytes(Take(16));
        return this;
    }

    private Span<byte> Take(int length)
    {
        if (_buffer.Length - _length < length)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + length));
        _length += length;
        return _buffer.AsSpan(_length - length, length);
    }
}
