using System.ComponentModel;

namespace PeerRpc.CodeGeneration;

/// <summary>How a contract method is called. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum PeerMethodKind
{
    /// <summary>A call with an outcome.</summary>
    Call,

    /// <summary>A call whose outcome nobody reports.</summary>
    OneWay,
}
