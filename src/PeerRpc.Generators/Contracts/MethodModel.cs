using PeerRpc.Generators.Codecs;
using PeerRpc.Generators.Equality;

namespace PeerRpc.Generators.Contracts;

/// <summary>One method of a contract.</summary>
/// <param name="Name">Its C# name.</param>
/// <param name="WireName">Its name on the wire.</param>
/// <param name="DeclaringType">The interface that declares it: the contract or one of its bases.</param>
/// <param name="ReturnType">What it returns, with annotations.</param>
/// <param name="Shape">Which kind of return type that is.</param>
/// <param name="IsOneWay">Whether the outcome is reported.</param>
/// <param name="IsIdempotent">Whether running it twice is as good as once.</param>
/// <param name="IsObsolete">Whether calling it is a warning or even an error.</param>
/// <param name="ResultCodec">The codec of the result; null for none.</param>
/// <param name="ResultShape">What descriptions say of the result; null for none.</param>
/// <param name="ResultSignature">The result as it stands in the signature.</param>
/// <param name="Parameters">All parameters, in C# order.</param>
/// <param name="Errors">The errors that it, its interface or the contract declares.</param>
internal sealed record MethodModel(
    string Name,
    string WireName,
    string DeclaringType,
    string ReturnType,
    ReturnShape Shape,
    bool IsOneWay,
    bool IsIdempotent,
    bool IsObsolete,
    CodecModel? ResultCodec,
    ShapeModel? ResultShape,
    string ResultSignature,
    EquatableArray<ParameterModel> Parameters,
    EquatableArray<ErrorModel> Errors)
{
    /// <summary>The parameters that travel.</summary>
    public IEnumerable<ParameterModel> WireParameters => Parameters.Where(p => p.Role == ParameterRole.Argument);

    /// <summary>Whether anything in it cannot be copied: a stream, a progress, a live object.</summary>
    public bool CarriesStreams => ResultCodec?.IsAttachment == true || WireParameters.Any(p => p.Codec.IsAttachment);

    /// <summary>Whether reading the result is the call, which may happen never or several times.</summary>
    public bool IsCold => Shape is ReturnShape.AsyncEnumerable or ReturnShape.Observable;
}
