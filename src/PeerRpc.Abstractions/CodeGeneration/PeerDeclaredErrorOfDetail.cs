using System.ComponentModel;
using PeerRpc.Serialization;

namespace PeerRpc.CodeGeneration;

/// <summary>An error with typed data that a contract declares. For generated code.</summary>
/// <typeparam name="TDetail">The type of its data.</typeparam>
/// <param name="code">The name of the error on the wire.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PeerDeclaredError<TDetail>(string code) : PeerDeclaredError(code, typeof(TDetail))
{
    internal override bool TryWrite(
        PeerApplicationException exception, PeerSerializer serializer, PayloadWriter payload)
    {
        if (exception is not PeerApplicationException<TDetail> typed)
            return false;
        payload.WriteValue(serializer.GetCodec<TDetail>(), typed.Detail);
        return true;
    }

    internal override PeerApplicationException Read(
        string message, PayloadReader payload, ReadOnlyMemory<byte> rawDetail, PeerSerializer serializer) =>
        new PeerApplicationException<TDetail>(
            Code, message, payload.ReadValue(serializer.GetCodec<TDetail>()), rawDetail);
}
