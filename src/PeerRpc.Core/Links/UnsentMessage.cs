using System.Buffers;

namespace PeerRpc.Core.Links;

/// <summary>A message that a link has not written, or not the whole of it, when it ended.</summary>
/// <param name="Bytes">A rented array; given back by <see cref="Release"/>.</param>
/// <param name="Start">Where its body begins there.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Owner">Whose it is; null for nobody's.</param>
internal readonly record struct UnsentMessage(byte[] Bytes, int Start, int End, IFrameOwner? Owner)
{
    /// <summary>The body, without a link frame's header.</summary>
    public ReadOnlySpan<byte> Body => Bytes.AsSpan(Start, End - Start);

    /// <summary>A frame that was never written.</summary>
    public static UnsentMessage Of(RentedFrame frame, IFrameOwner? owner) =>
        new(frame.Array, frame.Start + LinkFrameHeader.Size, frame.Start + frame.Length, owner);

    public void Release() => ArrayPool<byte>.Shared.Return(Bytes);
}
