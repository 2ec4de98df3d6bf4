using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Serialization;

/// <summary>Writes and reads values of one type as JSON, with its byte buffers beside.</summary>
internal sealed class JsonCodec<T>(JsonTypeInfo<T> metadata) : PeerCodec<T>
{
    public override void Write(PayloadWriter payload, T value)
    {
        using var scope = PayloadScope.Write(payload);
        using var lease = JsonWriterLease.Take(payload);
        JsonSerializer.Serialize(lease.Writer, value, metadata);
        lease.Writer.Flush();
    }

    public override T Read(ReadOnlySpan<byte> value, PayloadReader payload)
    {
        using var scope = PayloadScope.Read(payload);
        try
        {
            // Refuses bytes behind the value by itself.
            return JsonSerializer.Deserialize(value, metadata)!;
        }
        catch (JsonException failure)
        {
            throw ReadFailure.Of<T>(failure);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Constructors, setters and converters of the user's types refuse values in ways of their own. No method
            // has been entered yet, so to the caller it is an argument of the wrong form like any other.
            throw ReadFailure.Of<T>(failure);
        }
    }
}
