using System.Buffers;
using System.ComponentModel;
using PeerRpc.Serialization;

namespace PeerRpc.CodeGeneration;

/// <summary>Takes the arguments of one call. For generated code.</summary>
/// <remarks>
/// The arguments are written into the message at once, so the caller may change them as soon as the proxy returns.
/// Trailing arguments that equal their default are not written.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PeerArguments
{
    internal PeerArguments()
    {
    }

    internal PayloadWriter Payload { get; } = new();

    internal int Count { get; private set; }

    // The arguments as objects, kept only where a filter wants to see them.
    internal List<object?>? Values { get; private set; }

    /// <summary>Writes one argument.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="codec">The codec of the type.</param>
    /// <param name="value">The argument.</param>
    /// <exception cref="PeerRpcException">
    /// The argument cannot be written, for example because it contains itself:
    /// <see cref="PeerErrorCode.InvalidArgument"/>.
    /// </exception>
    public void Write<T>(PeerCodec<T> codec, T value)
    {
        try
        {
            Payload.WriteValue(codec, value);
        }
        catch (Exception exception)
        {
            // Whatever a codec or a user's converter throws, the call was not sent, and its caller has to know that.
            throw new PeerRpcException(
                PeerErrorCode.InvalidArgument, $"Argument {Count + 1} could not be written: {exception.Message}",
                innerException: exception);
        }
        Count++;
        Values?.Add(value);
    }

    internal void Begin(bool keepValues)
    {
        Count = 0;
        Values = keepValues ? [] : null;
        Payload.BeginPayload();
    }

    // What was written before, to be sent once more.
    internal void Restore(ReadOnlySpan<byte> payload, int count)
    {
        Payload.Reset();
        Payload.Write(payload);
        Count = count;
    }

    internal void Reset()
    {
        Payload.Reset();
        Values = null;
    }
}
