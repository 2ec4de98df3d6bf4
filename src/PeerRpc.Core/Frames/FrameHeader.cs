using System.Buffers.Binary;

namespace PeerRpc.Core.Frames;

/// <summary>What stands before every connection frame.</summary>
/// <remarks>
/// Eight bytes, little endian: the length of the body in 24 bits, the kind in 8, the label in 32. Being of one size it
/// can be rewritten in place, which is all that a broker does to a data frame.
/// </remarks>
/// <param name="Kind">The kind.</param>
/// <param name="Label">The route on this hop; 0 for frames of the connection itself.</param>
/// <param name="Length">The length of the body in bytes.</param>
internal readonly record struct FrameHeader(FrameKind Kind, uint Label, int Length)
{
    public const int Size = 8;

    public static FrameHeader Read(ReadOnlySpan<byte> bytes)
    {
        ulong word = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        return new FrameHeader((FrameKind)(byte)(word >> 24), (uint)(word >> 32), (int)(word & 0xFF_FFFF));
    }

    public void Write(Span<byte> bytes) =>
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, ((ulong)Label << 32) | ((ulong)Kind << 24) | (uint)Length);
}
