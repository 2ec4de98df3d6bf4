using System.Text.Json;
using System.Text.Json.Serialization;

namespace PeerRpc.Core.Groups;

/// <summary>Writes and reads the items of a member's stream.</summary>
/// <remarks>
/// By hand, because it is read once for each message and member: the serializer's own way took 2.5 KB for a message of
/// a hundred bytes, half of what the member's process took in all.
/// </remarks>
internal sealed class GroupItemConverter : JsonConverter<GroupItem>
{
    private static readonly GroupDeliveryConverter Messages = new();

    public override bool HandleNull => true;

    public override GroupItem Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        long? number = null;
        Guid? epoch = null;
        long? missed = null;
        GroupDelivery? message = null;
        JsonMembers.Expect(ref reader, JsonTokenType.StartObject);
        while (JsonMembers.TryRead(ref reader))
        {
            if (reader.ValueTextEquals("number"u8))
                JsonMembers.Set(ref number, JsonMembers.ReadInt64(ref reader));
            else if (reader.ValueTextEquals("epoch"u8))
                JsonMembers.Set(ref epoch, JsonMembers.ReadGuid(ref reader));
            else if (reader.ValueTextEquals("missed"u8))
                JsonMembers.Set(ref missed, JsonMembers.ReadInt64(ref reader));
            else if (reader.ValueTextEquals("message"u8))
                JsonMembers.Set(ref message, JsonMembers.Read(ref reader, Messages, options));
            else
                JsonMembers.Skip(ref reader);
        }
        return new GroupItem(JsonMembers.Need(number, "number"), epoch ?? default, missed ?? 0, message);
    }

    public override void Write(Utf8JsonWriter writer, GroupItem value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteNumber("number"u8, value.Number);
        if (value.Epoch != Guid.Empty)
            writer.WriteString("epoch"u8, value.Epoch);
        if (value.Missed != 0)
            writer.WriteNumber("missed"u8, value.Missed);
        if (value.Message is { } message)
        {
            writer.WritePropertyName("message"u8);
            Messages.Write(writer, message, options);
        }
        writer.WriteEndObject();
    }
}
