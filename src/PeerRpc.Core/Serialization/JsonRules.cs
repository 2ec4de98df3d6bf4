using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace PeerRpc.Core.Serialization;

/// <summary>The JSON that goes over the wire: one spelling of every value, and nothing tolerated beyond it.</summary>
internal static class JsonRules
{
    // Payloads are never put into a web page, so only what JSON itself demands is escaped: text in Cyrillic or
    // Chinese takes 2 or 3 bytes per character instead of the 6 of an escape.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>The options of the JSON writer, equal for all serializers, so that they can share it.</summary>
    /// <remarks>Not validated here: the JSON serializer writes sound JSON and checks the depth by itself.</remarks>
    internal static JsonWriterOptions WriterOptions => new() { Encoder = Encoder, SkipValidation = true };

    /// <summary>Combines the user's metadata with the built-in one, under the project's own rules.</summary>
    /// <remarks>
    /// The user's contexts serve as resolvers only: under their own options they would write byte buffers as base64
    /// and accept what these rules refuse.
    /// </remarks>
    internal static JsonSerializerOptions Create(
        IEnumerable<IJsonTypeInfoResolver> contexts, int maxDepth, bool allowReflection)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            PropertyNameCaseInsensitive = false,
            NumberHandling = JsonNumberHandling.Strict,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            // The other side may have a newer contract with more members.
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
            ReadCommentHandling = JsonCommentHandling.Disallow,
            AllowTrailingCommas = false,
            MaxDepth = maxDepth,
            Encoder = Encoder,
        };
        AddByteBuffers(options.Converters);
        foreach (IJsonTypeInfoResolver context in contexts)
            options.TypeInfoResolverChain.Add(context);
        options.TypeInfoResolverChain.Add(BuiltInJsonContext.Default);
        if (allowReflection && Reflection() is { } reflection)
            options.TypeInfoResolverChain.Add(reflection);
        options.MakeReadOnly();
        return options;
    }

    private static void AddByteBuffers(IList<JsonConverter> converters)
    {
        converters.Add(new ByteBufferConverter<byte[]>(static buffer => buffer, static bytes => bytes));
        converters.Add(new ByteBufferConverter<Memory<byte>>(static buffer => buffer, static bytes => bytes));
        converters.Add(new ByteBufferConverter<ReadOnlyMemory<byte>>(static buffer => buffer, static bytes => bytes));
        converters.Add(new ByteBufferConverter<ArraySegment<byte>>(static buffer => buffer, static bytes => bytes));
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Off in trimmed apps: see the condition.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Off in native apps: see the condition.")]
    private static DefaultJsonTypeInfoResolver? Reflection() =>
        JsonSerializer.IsReflectionEnabledByDefault ? new DefaultJsonTypeInfoResolver() : null;
}
