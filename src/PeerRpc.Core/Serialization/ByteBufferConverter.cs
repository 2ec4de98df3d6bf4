using System.Text.Json;
using System.Text.Json.Serialization;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Serialization;

/// <summary>Puts a byte buffer beside the JSON and writes the number of its segment in its place.</summary>
/// <remarks>One rule for all sizes: a second spelling for small buffers would have to be checked for.</remarks>
/// <param name="view">Gives the bytes of a buffer, without copying.</param>
/// <param name="wrap">Makes a buffer of bytes that it may keep.</param>
internal sealed class ByteBufferConverter<T>(Func<T, ReadOnlyMemory<byte>> view, Func<byte[], T> wrap)
    : JsonConverter<T>
{
    internal ReadOnlyMemory<byte> View(T buffer) => view(buffer);

    internal T Wrap(byte[] bytes) => wrap(bytes);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(PayloadScope.Writer.AddSegment(view(value)));

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out int index))
            throw new SegmentException("a byte buffer is not the number of a segment");
        return wrap(Take(PayloadScope.Reader, index));
    }

    // The message, and with it the segment, is released when the call has been dispatched; the value lives on.
    private static byte[] Take(PayloadReader payload, int index)
    {
        try
        {
            return payload.TakeSegment(index).ToArray();
        }
        catch (FormatException failure)
        {
            throw new SegmentException(failure.Message);
        }
    }
}
