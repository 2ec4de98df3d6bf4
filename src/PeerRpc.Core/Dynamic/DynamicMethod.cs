using System.Text.Json;
using PeerRpc.CodeGeneration;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Dynamic;

/// <summary>A method that is known only by the description of the peer that serves it.</summary>
internal sealed class DynamicMethod
{
    private static readonly JsonElement Null = JsonElement.Parse("null"u8);

    private readonly string _path;
    private readonly PeerMethodDescription _description;
    private readonly PeerCodec<JsonElement>[] _codecs;

    public DynamicMethod(string path, PeerMethodDescription description)
    {
        _path = path;
        _description = description;
        _codecs = [.. description.Parameters.Select(parameter => CodecOf(parameter.Value))];
        Method = new PeerMethod(
            0,
            description.Name,
            description.IsOneWay ? PeerMethodKind.OneWay : PeerMethodKind.Call,
            description.Returns,
            [.. description.Parameters.Select(p => new PeerParameter(p.Name, p.Value.Type, p.IsOptional))],
            [],
            CarriesStreams(description),
            description.IsIdempotent);
    }

    public PeerMethod Method { get; }

    public bool IsOneWay => _description.IsOneWay;

    /// <summary>Reads the result; null for a method without one.</summary>
    /// <exception cref="NotSupportedException">The result is no value.</exception>
    public PeerCodec<JsonElement>? ResultCodec => _description.Result switch
    {
        null => null,
        { Kind: PeerValueKind.Value } value => new DynamicCodec(value.Schema),
        { Kind: PeerValueKind.Items } => throw Unsupported("it returns a stream; call it with InvokeStreamAsync"),
        { Kind: var kind } => throw Unsupported($"its result is no value but {kind}"),
    };

    /// <summary>Reads the items of the result.</summary>
    /// <exception cref="NotSupportedException">The result is no stream of values.</exception>
    public PeerCodec<IAsyncEnumerable<JsonElement>> StreamCodec => _description.Result switch
    {
        { Kind: PeerValueKind.Items, Items: { Kind: PeerValueKind.Value } items } =>
            PeerStreams.AsyncEnumerable(new DynamicCodec(items.Schema)),
        { Kind: PeerValueKind.Items } => throw Unsupported("the items of its stream are no values"),
        _ => throw Unsupported("it does not return a stream; call it with InvokeAsync"),
    };

    /// <summary>Puts arguments in the order of the parameters.</summary>
    /// <param name="given">An array, by position; or an object, by name; or nothing.</param>
    /// <exception cref="PeerRpcException">They do not fit.</exception>
    /// <exception cref="NotSupportedException">One is needed that is no value.</exception>
    public IReadOnlyList<JsonElement> Order(JsonElement given)
    {
        List<JsonElement> ordered = given.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => [],
            JsonValueKind.Array => [.. given.EnumerateArray()],
            JsonValueKind.Object => OrderByName(given),
            _ => throw Misfit("arguments are an array, by position, or an object, by name"),
        };
        if (ordered.Count > _codecs.Length)
            throw Misfit($"{ordered.Count} arguments are too many");
        if (_description.Parameters.Skip(ordered.Count).FirstOrDefault(p => !p.IsOptional) is { } missing)
            throw IsValue(missing) ? Misfit($"the argument '{missing.Name}' is missing") : NoValue(missing);
        for (int i = 0; i < ordered.Count; i++)
        {
            PeerParameterDescription parameter = _description.Parameters[i];
            if (!IsValue(parameter) && ordered[i].ValueKind != JsonValueKind.Null)
                throw NoValue(parameter);
        }
        return ordered;
    }

    /// <summary>Writes arguments that are in order.</summary>
    public void Write(PeerArguments arguments, IReadOnlyList<JsonElement> ordered)
    {
        for (int i = 0; i < ordered.Count; i++)
            arguments.Write(_codecs[i], ordered[i]);
    }

    private static bool CarriesStreams(PeerMethodDescription method) =>
        method.Result is { Kind: not PeerValueKind.Value } || !method.Parameters.All(IsValue);

    private static bool IsValue(PeerParameterDescription parameter) => parameter.Value.Kind == PeerValueKind.Value;

    private static PeerCodec<JsonElement> CodecOf(PeerValueDescription value) =>
        value.Kind == PeerValueKind.Value ? new DynamicCodec(value.Schema) : NullCodec.Instance;

    // What stands before the last one that is given, and is not given itself, is its default.
    private List<JsonElement> OrderByName(JsonElement given)
    {
        List<JsonElement> ordered = [];
        int taken = 0;
        int last = 0;
        foreach (PeerParameterDescription parameter in _description.Parameters)
        {
            bool isGiven = given.TryGetProperty(parameter.Name, out JsonElement argument);
            if (!isGiven && !parameter.IsOptional)
                throw IsValue(parameter) ? Misfit($"the argument '{parameter.Name}' is missing") : NoValue(parameter);
            ordered.Add(isGiven ? argument : parameter.Default ?? Null);
            if (isGiven)
                (taken, last) = (taken + 1, ordered.Count);
        }
        if (given.GetPropertyCount() != taken)
            throw Misfit($"it has no parameter '{FirstUnknown(given)}', or one is given twice");
        return ordered[..last];
    }

    private string FirstUnknown(JsonElement given) => given.EnumerateObject()
        .Select(argument => argument.Name)
        .FirstOrDefault(name => _description.Parameters.All(parameter => parameter.Name != name), "");

    private PeerRpcException Misfit(string reason) => new(
        PeerErrorCode.InvalidArgument, $"The arguments do not fit {Method} of '{_path}': {reason}.");

    private NotSupportedException NoValue(PeerParameterDescription parameter) =>
        Unsupported($"its argument '{parameter.Name}' is no value but {parameter.Value.Kind}");

    private NotSupportedException Unsupported(string reason) =>
        new($"{Method} of '{_path}' cannot be called this way: {reason}.");
}
