using PeerRpc.Generators.Codecs;
using PeerRpc.Generators.Equality;

namespace PeerRpc.Generators.Contracts;

/// <summary>One parameter of a contract method.</summary>
/// <param name="Name">Its C# name, without <c>@</c>.</param>
/// <param name="Identifier">What it is called in generated code, which has names of its own.</param>
/// <param name="Role">Whether it travels.</param>
/// <param name="Type">Its type with annotations.</param>
/// <param name="Codec">Its codec.</param>
/// <param name="Shape">What descriptions say of it.</param>
/// <param name="SignatureType">Its type as it stands in the signature.</param>
/// <param name="RefusesNull">Whether null is not a valid argument.</param>
/// <param name="Default">Its default value, if it has one and no required argument follows it.</param>
/// <param name="Attributes">Indexes of the validation attributes to check it with.</param>
/// <param name="Check">The index of the check for what is inside the argument; null if there is nothing.</param>
internal sealed record ParameterModel(
    string Name,
    string Identifier,
    ParameterRole Role,
    string Type,
    CodecModel Codec,
    ShapeModel Shape,
    string SignatureType,
    bool RefusesNull,
    DefaultValueModel? Default,
    EquatableArray<int> Attributes,
    int? Check);
