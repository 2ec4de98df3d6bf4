using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Streams;

/// <summary>The ids of the attachments that a message carries, one after another.</summary>
/// <param name="Count">How many; 0 for none.</param>
/// <param name="First">The id of the first one.</param>
internal readonly record struct AttachmentRange(int Count, ulong First)
{
    /// <summary>The most that one message carries: as many as it has values.</summary>
    public const int MaxCount = 127;

    /// <summary>The distance of two ids: the opener's are odd and the acceptor's even.</summary>
    public const ulong Step = 2;

    public const int MaxSize = 2 * Varint.MaxLength;

    /// <summary>The id of one of them.</summary>
    public ulong this[int index] => First + (ulong)index * Step;

    public int Write(Span<byte> bytes)
    {
        int length = Varint.Write(bytes, (ulong)Count);
        return Count == 0 ? length : length + Varint.Write(bytes[length..], First);
    }

    public static bool TryRead(ref WireReader reader, out AttachmentRange range)
    {
        ulong count = reader.Varint();
        range = count is 0 or > MaxCount ? default : new AttachmentRange((int)count, reader.Varint());
        return reader.Succeeded && count <= MaxCount;
    }
}
