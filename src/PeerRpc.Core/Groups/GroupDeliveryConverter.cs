using System.Text.Json;
using System.Text.Json.Serialization;
using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Groups;

/// <summary>Writes and reads a message to a group, as <see cref="GroupItemConverter"/> says.</summary>
/// <remarks>
/// Most of what a member is told comes from few senders and is one of few methods. So a thread remembers the last
/// message, and takes texts and claims that are the same from there.
/// </remarks>
internal sealed class GroupDeliveryConverter : JsonConverter<GroupDelivery>
{
    private static readonly GroupDelivery Nothing = new("", "", "", []);

    [ThreadStatic]
    private static GroupDelivery? _last; // without its payload

    public override GroupDelivery Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        GroupDelivery known = _last ?? Nothing;
        string? sender = null, path = null, method = null, authenticationType = null;
        byte[]? payload = null;
        long? signature = null;
        StampedClaim[]? claims = null;
        JsonMembers.Expect(ref reader, JsonTokenType.StartObject);
        while (JsonMembers.TryRead(ref reader))
        {
            if (reader.ValueTextEquals("sender"u8))
                JsonMembers.Set(ref sender, JsonMembers.ReadText(ref reader, known.Sender));
            else if (reader.ValueTextEquals("path"u8))
                JsonMembers.Set(ref path, JsonMembers.ReadText(ref reader, known.Path));
            else if (reader.ValueTextEquals("method"u8))
                JsonMembers.Set(ref method, JsonMembers.ReadText(ref reader, known.Method));
            else if (reader.ValueTextEquals("payload"u8))
                JsonMembers.Set(ref payload, JsonMembers.Read(ref reader, Bytes(options), options));
            else if (reader.ValueTextEquals("signature"u8))
                JsonMembers.Set(ref signature, JsonMembers.ReadInt64(ref reader));
            else if (reader.ValueTextEquals("authenticationType"u8))
                JsonMembers.Set(
                    ref authenticationType, JsonMembers.ReadText(ref reader, known.AuthenticationType ?? ""));
            else if (reader.ValueTextEquals("claims"u8))
                JsonMembers.Set(ref claims, ReadClaims(ref reader, known.Claims ?? []));
            else
                JsonMembers.Skip(ref reader);
        }
        var message = new GroupDelivery(
            JsonMembers.Need(sender, "sender"), JsonMembers.Need(path, "path"), JsonMembers.Need(method, "method"),
            JsonMembers.Need(payload, "payload"), checked((uint)(signature ?? 0)), authenticationType, claims);
        Remember(message, known);
        return message;
    }

    public override void Write(Utf8JsonWriter writer, GroupDelivery value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("sender"u8, value.Sender);
        writer.WriteString("path"u8, value.Path);
        writer.WriteString("method"u8, value.Method);
        writer.WritePropertyName("payload"u8);
        Bytes(options).Write(writer, value.Payload, options);
        if (value.Signature != 0)
            writer.WriteNumber("signature"u8, value.Signature);
        if (value.AuthenticationType is not null)
            writer.WriteString("authenticationType"u8, value.AuthenticationType);
        if (value.Claims is { } claims)
            WriteClaims(writer, claims);
        writer.WriteEndObject();
    }

    // Bytes stand beside the JSON, which is this converter's business.
    private static JsonConverter<byte[]> Bytes(JsonSerializerOptions options) =>
        (JsonConverter<byte[]>)options.GetTypeInfo(typeof(byte[])).Converter;

    private static void Remember(GroupDelivery message, GroupDelivery known)
    {
        bool isKnown = ReferenceEquals(message.Sender, known.Sender) && ReferenceEquals(message.Path, known.Path)
            && ReferenceEquals(message.Method, known.Method) && ReferenceEquals(message.Claims, known.Claims)
            && ReferenceEquals(message.AuthenticationType, known.AuthenticationType);
        if (!isKnown)
            _last = message with { Payload = [] };
    }

    private static StampedClaim[] ReadClaims(ref Utf8JsonReader reader, StampedClaim[] known)
    {
        List<StampedClaim>? others = null; // once there is one that is not known
        int count = 0;
        JsonMembers.Begin(ref reader, JsonTokenType.StartArray);
        while (JsonMembers.TryReadElement(ref reader))
        {
            StampedClaim expected = count < known.Length ? known[count] : new("", "");
            StampedClaim claim = ReadClaim(ref reader, expected);
            if (others is null && count < known.Length && claim == expected)
                count++;
            else
                (others ??= [.. known[..count]]).Add(claim);
        }
        return others is not null ? [.. others] : count == known.Length ? known : known[..count];
    }

    private static StampedClaim ReadClaim(ref Utf8JsonReader reader, StampedClaim expected)
    {
        string? type = null, value = null;
        JsonMembers.Expect(ref reader, JsonTokenType.StartObject);
        while (JsonMembers.TryRead(ref reader))
        {
            if (reader.ValueTextEquals("type"u8))
                JsonMembers.Set(ref type, JsonMembers.ReadText(ref reader, expected.Type));
            else if (reader.ValueTextEquals("value"u8))
                JsonMembers.Set(ref value, JsonMembers.ReadText(ref reader, expected.Value));
            else
                JsonMembers.Skip(ref reader);
        }
        return new StampedClaim(JsonMembers.Need(type, "type"), JsonMembers.Need(value, "value"));
    }

    private static void WriteClaims(Utf8JsonWriter writer, StampedClaim[] claims)
    {
        writer.WriteStartArray("claims"u8);
        foreach (StampedClaim claim in claims)
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, claim.Type);
            writer.WriteString("value"u8, claim.Value);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
