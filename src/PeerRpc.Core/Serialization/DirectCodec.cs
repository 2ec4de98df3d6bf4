using System.Diagnostics.CodeAnalysis;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Serialization;

/// <summary>
/// Writes and reads the ordinary values of a simple type without the JSON serializer, whose bookkeeping costs some
/// 50 ns per value; leaves the rest (escapes, white space, null, everything malformed) to it.
/// </summary>
/// <remarks>The bytes are the same on either way.</remarks>
internal abstract class DirectCodec<T>(PeerCodec<T> general) : PeerCodec<T>
{
    public sealed override void Write(PayloadWriter payload, T value)
    {
        if (!TryWrite(payload, value))
            general.Write(payload, value);
    }

    public sealed override T Read(ReadOnlySpan<byte> value, PayloadReader payload) =>
        TryRead(value, out T? result) ? result : general.Read(value, payload);

    /// <summary>Writes the value, or writes nothing and leaves it to the JSON serializer.</summary>
    protected abstract bool TryWrite(PayloadWriter payload, T value);

    /// <summary>Reads the value, or leaves it to the JSON serializer to read or refuse.</summary>
    protected abstract bool TryRead(ReadOnlySpan<byte> value, [MaybeNullWhen(false)] out T result);
}
