using PeerRpc.Core.Frames;
using PeerRpc.Core.Links;

namespace PeerRpc.Core.Calls;

/// <summary>A caller does not wait for its call any more.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Reason">Why.</param>
internal readonly record struct CancelFrame(ulong CallId, CancelReason Reason)
{
    private const int MaxSize = LinkFrameHeader.Size + Varint.MaxLength + 1;

    /// <summary>Sends it. Under the link's gate.</summary>
    public void Send(Link link)
    {
        Span<byte> frame = stackalloc byte[MaxSize];
        int length = LinkFrameHeader.Size + Varint.Write(frame[LinkFrameHeader.Size..], CallId);
        frame[length++] = (byte)Reason;
        link.Send(LinkFrameKind.Cancel, frame[..length], default);
    }

    public static bool TryRead(ReadOnlySpan<byte> body, out CancelFrame frame)
    {
        var reader = new WireReader(body);
        frame = new CancelFrame(reader.Varint(), (CancelReason)reader.Byte());
        return reader.IsAtEnd && Enum.IsDefined(frame.Reason);
    }
}
