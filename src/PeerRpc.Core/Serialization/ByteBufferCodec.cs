using PeerRpc.Serialization;

namespace PeerRpc.Core.Serialization;

/// <summary>A byte buffer that is a value of its own: nothing but the number of its segment.</summary>
internal sealed class ByteBufferCodec<T>(
    ByteBufferConverter<T> buffers, PeerCodec<int> numbers, PeerCodec<T> general) : PeerCodec<T>
{
    public override void Write(PayloadWriter payload, T value)
    {
        // The first half keeps unoptimized code from boxing structs for the second.
        if (!typeof(T).IsValueType && value is null)
            general.Write(payload, value);
        else
            numbers.Write(payload, payload.AddSegment(buffers.View(value)));
    }

    // Whatever is no number, null above all, is the JSON serializer's to read or refuse.
    public override T Read(ReadOnlySpan<byte> value, PayloadReader payload) =>
        value.IsEmpty || value[0] is < (byte)'0' or > (byte)'9'
            ? general.Read(value, payload)
            : buffers.Wrap(payload.TakeSegment(numbers.Read(value, payload)).ToArray());
}
