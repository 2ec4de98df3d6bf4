using System.Buffers;
using PeerRpc.CodeGeneration;

namespace PeerRpc.Core.Balancing;

/// <summary>The arguments of a call, kept until it is known that they need not be sent again.</summary>
/// <param name="Array">Rented; null if they cannot be sent again.</param>
/// <param name="Length">How many bytes they take.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct SavedArguments(byte[]? Array, int Length, int Count)
{
    /// <summary>Keeps a copy. What is attached to arguments belongs to the first link that it was sent on.</summary>
    public static SavedArguments Of(PeerArguments arguments)
    {
        if (arguments.Payload.Attachments.Count > 0)
            return default;
        ReadOnlySpan<byte> payload = arguments.Payload.Written;
        byte[] copy = ArrayPool<byte>.Shared.Rent(payload.Length);
        payload.CopyTo(copy);
        return new SavedArguments(copy, payload.Length, arguments.Count);
    }

    public PeerArguments Restore()
    {
        var arguments = new PeerArguments();
        arguments.Restore(Array.AsSpan(0, Length), Count);
        return arguments;
    }

    public void Return()
    {
        if (Array is not null)
            ArrayPool<byte>.Shared.Return(Array);
    }
}
