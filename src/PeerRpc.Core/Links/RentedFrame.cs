using System.Buffers;

namespace PeerRpc.Core.Links;

/// <summary>
/// A whole link frame in an array of the shared pool that goes from hand to hand: who has it last gives it back.
/// </summary>
/// <param name="Array">The array; at most twice as long as the frame, so that keeping it wastes little.</param>
/// <param name="Start">Where the frame begins.</param>
/// <param name="Length">The length of the frame.</param>
internal readonly record struct RentedFrame(byte[] Array, int Start, int Length)
{
    public ReadOnlySpan<byte> Bytes => Array.AsSpan(Start, Length);

    /// <summary>Copies a frame that is in two parts.</summary>
    public static RentedFrame Copy(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(head.Length + tail.Length);
        head.CopyTo(bytes);
        tail.CopyTo(bytes.AsSpan(head.Length));
        return new RentedFrame(bytes, 0, head.Length + tail.Length);
    }

    public void Return() => ArrayPool<byte>.Shared.Return(Array);
}
