using System.ComponentModel;

namespace PeerRpc.CodeGeneration;

/// <summary>The result of a method that has none. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct Nothing;
