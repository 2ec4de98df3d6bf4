namespace PeerRpc.Serialization;

/// <summary>Writes and reads values of one type; bound once per type and serializer, used from any thread.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
public abstract class PeerCodec<T>
{
    /// <summary>Writes one value. The frame around it is the payload's business.</summary>
    /// <param name="payload">Where the bytes go.</param>
    /// <param name="value">The value; may be null where <typeparamref name="T"/> may.</param>
    public abstract void Write(PayloadWriter payload, T value);

    /// <summary>Reads one value.</summary>
    /// <param name="value">The bytes that <see cref="Write"/> wrote, untrusted; valid only during this call.</param>
    /// <param name="payload">Where byte buffers beside the value are taken from.</param>
    /// <returns>The value, which owns all its memory.</returns>
    /// <exception cref="FormatException">The bytes are not a value of this type.</exception>
    public abstract T Read(ReadOnlySpan<byte> value, PayloadReader payload);
}
