using System.Text.Json;

namespace PeerRpc.Core.Dynamic;

/// <summary>Puts one spelling of a byte buffer in the place of the other.</summary>
internal abstract class SegmentExchange
{
    /// <summary>Writes what stands for the buffer on the other side of the codec.</summary>
    /// <exception cref="FormatException">The value is no byte buffer.</exception>
    public void Write(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
            writer.WriteNullValue();
        else
            Exchange(writer, value);
    }

    protected abstract void Exchange(Utf8JsonWriter writer, JsonElement value);
}
