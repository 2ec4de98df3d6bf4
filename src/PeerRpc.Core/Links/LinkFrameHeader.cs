using System.Buffers.Binary;

namespace PeerRpc.Core.Links;

/// <summary>What stands before every link frame: the length of the body in 24 bits and the kind in 8.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Length">The length of the body in bytes.</param>
internal readonly record struct LinkFrameHeader(LinkFrameKind Kind, int Length)
{
    public const int Size = 4;

    public const LinkFrameKind FirstCounted = LinkFrameKind.Request;

    public bool IsCounted => Kind >= FirstCounted;

    /// <summary>Reads the header that the bytes begin with.</summary>
    public static LinkFrameHeader Read(ReadOnlySpan<byte> bytes)
    {
        uint word = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        return new LinkFrameHeader((LinkFrameKind)(byte)(word >> 24), (int)(word & 0xFF_FFFF));
    }

    /// <summary>Cuts the first frame off.</summary>
    /// <param name="bytes">Whole link frames; what stands behind the first one is left.</param>
    /// <param name="header">Its header.</param>
    /// <param name="body">Its body.</param>
    /// <returns>False if the bytes end within the frame.</returns>
    public static bool TryCut(ref ReadOnlySpan<byte> bytes, out LinkFrameHeader header, out ReadOnlySpan<byte> body)
    {
        header = default;
        body = default;
        if (bytes.Length < Size)
            return false;
        header = Read(bytes);
        if (bytes.Length - Size < header.Length)
            return false;
        body = bytes.Slice(Size, header.Length);
        bytes = bytes[(Size + header.Length)..];
        return true;
    }

    /// <summary>A whole frame.</summary>
    public static byte[] Frame(LinkFrameKind kind, ReadOnlySpan<byte> body)
    {
        byte[] frame = new byte[Size + body.Length];
        new LinkFrameHeader(kind, body.Length).Write(frame);
        body.CopyTo(frame.AsSpan(Size));
        return frame;
    }

    public void Write(Span<byte> bytes) =>
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, ((uint)Kind << 24) | (uint)Length);
}
