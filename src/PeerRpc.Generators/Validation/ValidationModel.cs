using PeerRpc.Generators.Equality;

namespace PeerRpc.Generators.Validation;

/// <summary>What is checked of the arguments of one contract beyond their types.</summary>
/// <param name="Attributes">The validation attributes, each as the C# expression that constructs it.</param>
/// <param name="Checks">The checks of types, by index.</param>
/// <param name="SuppressTrimWarnings">
/// Whether an attribute is constructed that is trim-safe only for the types it stands on here.
/// </param>
internal sealed record ValidationModel(
    EquatableArray<string> Attributes,
    EquatableArray<TypeCheckModel> Checks,
    bool SuppressTrimWarnings);
