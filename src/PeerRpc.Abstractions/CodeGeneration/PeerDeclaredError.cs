using System.ComponentModel;
using PeerRpc.Serialization;

namespace PeerRpc.CodeGeneration;

/// <summary>An error that a contract declares. For generated code.</summary>
/// <param name="code">The name of the error on the wire.</param>
/// <param name="detailType">The type of its data.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PeerDeclaredError(string code, Type detailType)
{
    /// <summary>The name of the error on the wire.</summary>
    public string Code { get; } = code;

    /// <summary>The type of its data.</summary>
    public Type DetailType { get; } = detailType;

    /// <summary>Writes the data of an exception, if it is one of this error.</summary>
    internal abstract bool TryWrite(
        PeerApplicationException exception, PeerSerializer serializer, PayloadWriter payload);

    /// <summary>Makes the exception that the caller catches.</summary>
    internal abstract PeerApplicationException Read(
        string message, PayloadReader payload, ReadOnlyMemory<byte> rawDetail, PeerSerializer serializer);
}
