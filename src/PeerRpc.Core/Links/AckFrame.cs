using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Links;

/// <summary>Absolute counts: what was received and what was sent, and how much may be sent.</summary>
/// <param name="Received">How many counted frames of the link have been received.</param>
/// <param name="Sent">The number of the last counted frame written on this path before this one.</param>
/// <param name="Credit">Up to which byte of the link the other side may send.</param>
internal readonly record struct AckFrame(ulong Received, ulong Sent, ulong Credit)
{
    public const int MaxSize = LinkFrameHeader.Size + 3 * Varint.MaxLength;

    /// <summary>Writes the whole frame and returns its length.</summary>
    public int Write(Span<byte> bytes)
    {
        int length = LinkFrameHeader.Size;
        length += Varint.Write(bytes[length..], Received);
        length += Varint.Write(bytes[length..], Sent);
        length += Varint.Write(bytes[length..], Credit);
        new LinkFrameHeader(LinkFrameKind.Ack, length - LinkFrameHeader.Size).Write(bytes);
        return length;
    }

    public static bool TryRead(ReadOnlySpan<byte> body, out AckFrame frame)
    {
        var reader = new WireReader(body);
        frame = new AckFrame(reader.Varint(), reader.Varint(), reader.Varint());
        return reader.IsAtEnd;
    }
}
