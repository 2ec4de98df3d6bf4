using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;

namespace PeerRpc.Core.Streams;

/// <summary>What stands before the bytes of an item.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Dropped">How many items of the stream the producer has dropped since the item before.</param>
/// <param name="Attachments">What the item carries besides.</param>
internal readonly record struct StreamItemHead(ulong Stream, ulong Dropped, AttachmentRange Attachments)
{
    /// <summary>The longest head, the header of the link frame included.</summary>
    public const int MaxSize = LinkFrameHeader.Size + 2 * Varint.MaxLength + 1 + AttachmentRange.MaxSize;

    /// <summary>
    /// What an item counts against the credit of its stream on top of its frame's body. It stands for what a receiver
    /// needs to keep an item, so that the credit also bounds the memory of a million empty ones.
    /// </summary>
    public const int Overhead = 32;

    /// <summary>
    /// What the item counts against the credit of its stream. What its attachments may send before anybody has read it
    /// counts, too: a stream of streams that nobody reads would otherwise hold as many times that as it has items.
    /// </summary>
    /// <param name="bodyLength">The length of the frame's body.</param>
    public int CostOf(int bodyLength) =>
        bodyLength + Overhead + Attachments.Count * (int)StreamCreditFrame.Initial;

    /// <summary>Writes the whole link frame's beginning.</summary>
    /// <param name="bytes">Where to.</param>
    /// <param name="itemLength">How many bytes follow.</param>
    public int Write(Span<byte> bytes, int itemLength)
    {
        int length = LinkFrameHeader.Size;
        length += Varint.Write(bytes[length..], Stream);
        StreamItemFlags flags = (Dropped > 0 ? StreamItemFlags.Dropped : StreamItemFlags.None)
            | (Attachments.Count > 0 ? StreamItemFlags.Attachments : StreamItemFlags.None);
        bytes[length++] = (byte)flags;
        if (Dropped > 0)
            length += Varint.Write(bytes[length..], Dropped);
        if (Attachments.Count > 0)
            length += Attachments.Write(bytes[length..]);
        new LinkFrameHeader(LinkFrameKind.StreamItem, length - LinkFrameHeader.Size + itemLength).Write(bytes);
        return length;
    }

    /// <summary>Writes it before an item that lies behind room for the longest head.</summary>
    /// <param name="array">A rented array, which the frame is given.</param>
    /// <param name="itemLength">The length of the item.</param>
    public RentedFrame WriteBefore(byte[] array, int itemLength)
    {
        Span<byte> written = stackalloc byte[MaxSize];
        written = written[..Write(written, itemLength)];
        int start = MaxSize - written.Length;
        written.CopyTo(array.AsSpan(start));
        return new RentedFrame(array, start, written.Length + itemLength);
    }

    /// <summary>Reads the head; the reader's rest is the item.</summary>
    public static bool TryRead(ref WireReader reader, out StreamItemHead head)
    {
        ulong stream = reader.Varint();
        var flags = (StreamItemFlags)reader.Byte();
        ulong dropped = (flags & StreamItemFlags.Dropped) != 0 ? reader.Varint() : 0;
        AttachmentRange attachments = default;
        bool isRead = (flags & StreamItemFlags.Attachments) == 0
            || AttachmentRange.TryRead(ref reader, out attachments);
        head = new StreamItemHead(stream, dropped, attachments);
        return isRead && reader.Succeeded && (flags & ~StreamItemFlags.All) == 0;
    }
}
