namespace PeerRpc.Serialization;

/// <summary>A way to turn values into bytes and back; the two ends of a link agree on one by its name.</summary>
public abstract class PeerSerializer
{
    /// <summary>The name on the wire, for example <c>"json"</c>; 1 to 128 bytes of UTF-8.</summary>
    public abstract string Name { get; }

    /// <summary>Gives the codec of a type; the same one each time.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <returns>The codec, usable from any thread.</returns>
    /// <exception cref="NotSupportedException">The serializer cannot carry this type; the message says why.</exception>
    public abstract PeerCodec<T> GetCodec<T>();
}
