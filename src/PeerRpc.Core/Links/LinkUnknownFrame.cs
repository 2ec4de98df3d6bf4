using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Links;

/// <summary>The acceptor's process does not know the link that is to be resumed.</summary>
/// <param name="Number">The link's number.</param>
/// <param name="Epoch">The epoch of the path.</param>
internal readonly record struct LinkUnknownFrame(ulong Number, uint Epoch)
{
    /// <summary>The whole link frame.</summary>
    public byte[] ToFrame() => LinkFrameHeader.Frame(
        LinkFrameKind.Unknown, new WireWriter().UInt64(Number).UInt32(Epoch).Written);

    /// <summary>Reads the first link frame of some bytes, if it is this one.</summary>
    public static bool TryReadFirst(ReadOnlySpan<byte> frames, out LinkUnknownFrame frame)
    {
        frame = default;
        if (!LinkFrameHeader.TryCut(ref frames, out LinkFrameHeader header, out ReadOnlySpan<byte> body)
            || header.Kind != LinkFrameKind.Unknown)
            return false;
        var reader = new WireReader(body);
        frame = new LinkUnknownFrame(reader.UInt64(), reader.UInt32());
        return reader.IsAtEnd;
    }
}
