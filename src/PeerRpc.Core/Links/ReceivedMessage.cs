using System.Buffers;

namespace PeerRpc.Core.Links;

/// <summary>The bytes of a message, which their holder gives back once it has read them.</summary>
/// <param name="Array">A rented array.</param>
/// <param name="Start">Where the bytes begin.</param>
/// <param name="Length">How many there are.</param>
/// <param name="Link">The link whose reassembly they occupy; null for a message that came in one frame.</param>
internal readonly record struct ReceivedMessage(byte[] Array, int Start, int Length, Link? Link)
{
    public ReadOnlyMemory<byte> Bytes => Array.AsMemory(Start, Length);

    /// <summary>Copies bytes that are only valid for now.</summary>
    public static ReceivedMessage Copy(ReadOnlySpan<byte> bytes)
    {
        byte[] array = ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(array);
        return new ReceivedMessage(array, 0, bytes.Length, null);
    }

    /// <summary>The rest of the message behind what has been read of it.</summary>
    public ReceivedMessage From(int start) => this with { Start = Start + start, Length = Length - start };

    /// <summary>Gives the memory back, and the other side its credit. Called once.</summary>
    public void Release()
    {
        ArrayPool<byte>.Shared.Return(Array);
        Link?.ReturnMessageCredit(Start + Length);
    }
}
