using System.Buffers;

namespace PeerRpc.Core.Links;

/// <summary>The small messages of one batch, behind one another in one rented array.</summary>
/// <remarks>
/// An array for each would be taken from the pool and given back on another stack of it each time, under its locks:
/// with 512 calls in flight that cost more than reading their frames. The array goes back with the last message that
/// is read, so one that nobody reads keeps all of it; hence it is small.
/// </remarks>
internal sealed class MessageBlock : IMessageMemory
{
    private const int Size = 4 * 1024;

    // What is longer is worth an array of its own.
    private const int LargestMessage = Size / 8;

    private readonly byte[] _bytes = ArrayPool<byte>.Shared.Rent(Size);
    private int _length; // the batch's own
    private int _holders = 1; // the batch, and every message

    /// <summary>Copies bytes that are only valid for now.</summary>
    /// <param name="block">What the batch has begun to fill; null for nothing.</param>
    /// <param name="bytes">The bytes.</param>
    public static ReceivedMessage Copy(ref MessageBlock? block, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LargestMessage)
            return ReceivedMessage.Copy(bytes);
        if (block is null || block._length + bytes.Length > Size)
        {
            block?.Release();
            block = new MessageBlock();
        }
        return block.Add(bytes);
    }

    /// <summary>The batch has ended.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
            ArrayPool<byte>.Shared.Return(_bytes);
    }

    public void Return(ReceivedMessage message) => Release();

    private ReceivedMessage Add(ReadOnlySpan<byte> bytes)
    {
        Interlocked.Increment(ref _holders);
        int start = _length;
        _length += bytes.Length;
        bytes.CopyTo(_bytes.AsSpan(start));
        return new ReceivedMessage(_bytes, start, bytes.Length, this);
    }
}
