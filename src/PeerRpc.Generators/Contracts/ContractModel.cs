using PeerRpc.Generators.Equality;
using PeerRpc.Generators.Validation;

namespace PeerRpc.Generators.Contracts;

/// <summary>All that the generated code of one contract depends on.</summary>
/// <param name="Namespace">Where the generated types stand; empty for the global namespace.</param>
/// <param name="TypeName">What their names begin with.</param>
/// <param name="HintName">The name of the generated file.</param>
/// <param name="Contract">The interface, fully qualified.</param>
/// <param name="Path">The path of its attribute.</param>
/// <param name="IsAsyncDisposable">Whether its proxies can be released.</param>
/// <param name="Methods">Its methods in the order of their indexes.</param>
/// <param name="Validation">What is checked of the arguments beyond their types.</param>
internal sealed record ContractModel(
    string Namespace,
    string TypeName,
    string HintName,
    string Contract,
    string Path,
    bool IsAsyncDisposable,
    EquatableArray<MethodModel> Methods,
    ValidationModel Validation);
