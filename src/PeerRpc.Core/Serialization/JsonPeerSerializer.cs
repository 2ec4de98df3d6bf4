using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Serialization;

/// <summary>
/// Carries values as JSON, and the byte buffers in them raw beside it: the default serializer, named <c>"json"</c>.
/// </summary>
/// <remarks>
/// <para>
/// Property names are in camel case and match by case. Numbers stand as numbers, never in strings; NaN and infinity
/// cannot be written. Members that are missing though required, null though not nullable, or there twice are refused;
/// members that the type does not have are skipped, so that a contract may gain some. Comments, trailing commas and
/// anything behind a value are refused.
/// </para>
/// <para>
/// <c>byte[]</c>, <see cref="ReadOnlyMemory{T}"/>, <see cref="Memory{T}"/> and <see cref="ArraySegment{T}"/> of bytes
/// travel as raw bytes wherever they stand in a value, unless a property has a converter of its own. What is received
/// is an owned copy. A default <see cref="ArraySegment{T}"/> arrives as an empty one.
/// </para>
/// <para>
/// Metadata of a type is looked up in the user's contexts, then in a built-in one with the simple types, their arrays
/// and lists, and at last by reflection, where the app has it enabled
/// (<see cref="JsonSerializer.IsReflectionEnabledByDefault"/>). Contexts give metadata only; their options (naming,
/// converters, enums as strings) are not used: put <see cref="JsonConverterAttribute"/> on the type instead.
/// </para>
/// <para>
/// Writing a value that JSON cannot hold (a cycle, NaN) throws what the JSON serializer throws; reading one that is
/// refused always throws <see cref="FormatException"/>, whose message repeats nothing of the payload but its path.
/// </para>
/// <para>Safe for use by any number of threads. Create one and keep it: it binds each type once.</para>
/// </remarks>
public sealed class JsonPeerSerializer : PeerSerializer
{
    /// <summary>The depth of nested objects and arrays that is accepted unless another is given: 32.</summary>
    public const int DefaultMaxDepth = 32;

    private readonly ConcurrentDictionary<Type, object> _codecs = new();
    private readonly JsonSerializerOptions _options;

    /// <summary>Creates a serializer for the simple types and, where reflection is enabled, all others.</summary>
    public JsonPeerSerializer()
        : this([])
    {
    }

    /// <summary>Creates a serializer that knows the types of some source-generated contexts.</summary>
    /// <param name="contexts">
    /// Where metadata is looked up, first to last: <see cref="JsonSerializerContext"/> is the usual one.
    /// </param>
    /// <param name="maxDepth">How deep objects and arrays may nest, 1 to 1000; 32 by default.</param>
    /// <exception cref="ArgumentNullException"><paramref name="contexts"/> is or holds null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxDepth"/> is out of range.</exception>
    public JsonPeerSerializer(IEnumerable<IJsonTypeInfoResolver> contexts, int maxDepth = DefaultMaxDepth)
        : this(contexts, maxDepth, allowReflection: true)
    {
    }

    internal JsonPeerSerializer(IEnumerable<IJsonTypeInfoResolver> contexts, int maxDepth, bool allowReflection)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxDepth, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxDepth, 1000);
        _options = JsonRules.Create(contexts, maxDepth, allowReflection);
    }

    /// <inheritdoc/>
    public override string Name => "json";

    /// <summary>The rules and the metadata, for those who describe values. Read-only.</summary>
    internal JsonSerializerOptions Options => _options;

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">
    /// There is no metadata for the type; the message names the attribute that adds it.
    /// </exception>
    public override PeerCodec<T> GetCodec<T>() =>
        (PeerCodec<T>)_codecs.GetOrAdd(typeof(T), static (_, self) => self.Bind<T>(), this);

    private PeerCodec<T> Bind<T>()
    {
        if (!_options.TryGetTypeInfo(typeof(T), out JsonTypeInfo? metadata))
        {
            string name = CSharpName.Of(typeof(T));
            throw new NotSupportedException(
                $"There is no JSON metadata for {name}, and reflection is disabled. Add "
                + $"[JsonSerializable(typeof({name}))] to a JsonSerializerContext, and the context to the options: "
                + "o.JsonContexts.Add(MyJson.Default).");
        }
        var known = (JsonTypeInfo<T>)metadata;
        return DirectCodecs.Choose(known, new JsonCodec<T>(known));
    }
}
