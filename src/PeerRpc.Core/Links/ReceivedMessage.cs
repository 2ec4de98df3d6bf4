using System.Buffers;

namespace PeerRpc.Core.Links;

/// <summary>The bytes of a message, which their holder gives back once it has read them.</summary>
/// <param name="Array">A rented array.</param>
/// <param name="Start">Where the bytes begin.</param>
/// <param name="Length">How many there are.</param>
/// <param name="Memory">What they are given back to; null if the array is this message's alone.</param>
internal readonly record struct ReceivedMessage(byte[] Array, int Start, int Length, IMessageMemory? Memory)
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

    /// <summary>Gives the memory back. Called once.</summary>
    public void Release()
    {
        if (Memory is null)
            ArrayPool<byte>.Shared.Return(Array);
        else
            Memory.Return(this);
    }
}
