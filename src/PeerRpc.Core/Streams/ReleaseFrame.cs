using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;

namespace PeerRpc.Core.Streams;

/// <summary>Says that an attachment is not wanted any more by the side that received it or reads it.</summary>
internal readonly record struct ReleaseFrame(ulong Attachment)
{
    public const int MaxSize = LinkFrameHeader.Size + Varint.MaxLength;

    /// <summary>Writes the whole link frame.</summary>
    public int Write(Span<byte> bytes)
    {
        int length = LinkFrameHeader.Size + Varint.Write(bytes[LinkFrameHeader.Size..], Attachment);
        new LinkFrameHeader(LinkFrameKind.Release, length - LinkFrameHeader.Size).Write(bytes);
        return length;
    }

    public static bool TryRead(ReadOnlySpan<byte> body, out ReleaseFrame frame)
    {
        var reader = new WireReader(body);
        frame = new ReleaseFrame(reader.Varint());
        return reader.IsAtEnd;
    }
}
