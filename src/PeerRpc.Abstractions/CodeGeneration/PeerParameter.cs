using System.ComponentModel;

namespace PeerRpc.CodeGeneration;

/// <summary>A parameter of a contract method that travels on the wire. For generated code.</summary>
/// <param name="Name">The C# name.</param>
/// <param name="Type">
/// The type as it stands in the signature, for example <c>IReadOnlyList&lt;ChatMessage&gt;</c>.
/// </param>
/// <param name="IsOptional">Whether it has a default value, and so may be missing in a call.</param>
/// <param name="Shape">What an argument is made of; null if nothing is known.</param>
/// <param name="Default">The default value of an optional one.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record PeerParameter(
    string Name, string Type, bool IsOptional, PeerShape? Shape = null, object? Default = null);
