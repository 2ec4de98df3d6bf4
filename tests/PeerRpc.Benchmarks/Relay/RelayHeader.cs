using System.Buffers.Binary;

namespace PeerRpc.Benchmarks.Relay;

/// <summary>The eight bytes before every body, little endian: <c>u24 length, u8 kind, u32 label</c>.</summary>
/// <param name="Length">Bytes of body that follow.</param>
/// <param name="Kind">What the frame means.</param>
/// <param name="Label">The route it belongs to, on this connection.</param>
internal readonly record struct RelayHeader(int Length, RelayFrameKind Kind, uint Label)
{
    /// <summary>Bytes of a header.</summary>
    public const int Size = 8;

    /// <summary>The longest body that is sent or taken, in bytes.</summary>
    public const int MaxLength = 64 * 1024;

    private const int KindShift = 24;
    private const uint LengthMask = 0xFF_FFFF;
    private const int LabelOffset = 4;

    /// <summary>Reads a header from the first eight bytes.</summary>
    public static RelayHeader Read(ReadOnlySpan<byte> source)
    {
        uint lengthAndKind = BinaryPrimitives.ReadUInt32LittleEndian(source);
        return new RelayHeader(
            (int)(lengthAndKind & LengthMask),
            (RelayFrameKind)(lengthAndKind >> KindShift),
            BinaryPrimitives.ReadUInt32LittleEndian(source[LabelOffset..]));
    }

    /// <summary>Writes the header into the first eight bytes.</summary>
    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(target, (uint)Length | ((uint)Kind << KindShift));
        BinaryPrimitives.WriteUInt32LittleEndian(target[LabelOffset..], Label);
    }

    /// <summary>Overwrites only the label of a whole frame.</summary>
    public static void Relabel(Span<byte> frame, uint label) =>
        BinaryPrimitives.WriteUInt32LittleEndian(frame[LabelOffset..], label);
}
