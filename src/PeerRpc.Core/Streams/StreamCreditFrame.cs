using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;

namespace PeerRpc.Core.Streams;

/// <summary>Up to which byte of a stream its producer may send.</summary>
internal readonly record struct StreamCreditFrame(ulong Stream, ulong Bytes)
{
    public const int MaxSize = LinkFrameHeader.Size + 2 * Varint.MaxLength;

    /// <summary>The credit that every stream begins with: its first items need not wait for the reader.</summary>
    public const ulong Initial = 64 * 1024;

    /// <summary>Writes the whole link frame.</summary>
    public int Write(Span<byte> bytes)
    {
        int length = LinkFrameHeader.Size;
        length += Varint.Write(bytes[length..], Stream);
        length += Varint.Write(bytes[length..], Bytes);
        new LinkFrameHeader(LinkFrameKind.StreamCredit, length - LinkFrameHeader.Size).Write(bytes);
        return length;
    }

    public static bool TryRead(ReadOnlySpan<byte> body, out StreamCreditFrame frame)
    {
        var reader = new WireReader(body);
        frame = new StreamCreditFrame(reader.Varint(), reader.Varint());
        return reader.IsAtEnd;
    }
}
