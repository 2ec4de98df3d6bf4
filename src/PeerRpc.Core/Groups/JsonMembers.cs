using System.Text.Json;
using System.Text.Json.Serialization;

namespace PeerRpc.Core.Groups;

/// <summary>
/// Reads objects member by member, under the rules that hold for all: none twice, none of another kind.
/// </summary>
internal static class JsonMembers
{
    /// <summary>Checks how the value begins that the reader stands at.</summary>
    public static void Expect(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (reader.TokenType != token)
            throw new JsonException($"{token} is expected.");
    }

    /// <summary>Reads on to the name of an object's next member.</summary>
    /// <returns>False at the object's end.</returns>
    public static bool TryRead(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Reads on to the next element of an array.</summary>
    /// <returns>False at the array's end.</returns>
    public static bool TryReadElement(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType != JsonTokenType.EndArray;

    /// <summary>Reads on to a value that begins so.</summary>
    public static void Begin(ref Utf8JsonReader reader, JsonTokenType token)
    {
        reader.Read();
        Expect(ref reader, token);
    }

    public static long ReadInt64(ref Utf8JsonReader reader)
    {
        Begin(ref reader, JsonTokenType.Number);
        return reader.GetInt64();
    }

    public static Guid ReadGuid(ref Utf8JsonReader reader)
    {
        Begin(ref reader, JsonTokenType.String);
        return reader.GetGuid();
    }

    /// <summary>Reads a text; it is often the one that is expected, and then that one.</summary>
    public static string ReadText(ref Utf8JsonReader reader, string expected)
    {
        Begin(ref reader, JsonTokenType.String);
        return reader.ValueTextEquals(expected) ? expected : reader.GetString()!;
    }

    /// <summary>Reads a value with a converter of its own.</summary>
    public static T Read<T>(ref Utf8JsonReader reader, JsonConverter<T> converter, JsonSerializerOptions options)
    {
        reader.Read();
        return converter.Read(ref reader, typeof(T), options)!;
    }

    /// <summary>Passes a member that nobody knows: the other side may be newer.</summary>
    public static void Skip(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    /// <summary>Takes what was read of a member, which must not be there twice.</summary>
    public static void Set<T>(ref T? member, T value)
        where T : class
    {
        ThrowIfThere(member is not null);
        member = value;
    }

    /// <inheritdoc cref="Set{T}(ref T, T)"/>
    public static void Set<T>(ref T? member, T value)
        where T : struct
    {
        ThrowIfThere(member is not null);
        member = value;
    }

    public static T Need<T>(T? member, string name)
        where T : class =>
        member ?? throw Missing(name);

    public static T Need<T>(T? member, string name)
        where T : struct =>
        member ?? throw Missing(name);

    private static void ThrowIfThere(bool isThere)
    {
        if (isThere)
            throw new JsonException("A member is there twice.");
    }

    private static JsonException Missing(string name) => new($"The member '{name}' is missing.");
}
