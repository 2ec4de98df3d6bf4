namespace PeerRpc;

/// <summary>
/// An error that the controller reported. This base type is what arrives when the caller's contract does not declare
/// the error; otherwise it is <see cref="PeerApplicationException{TDetail}"/>.
/// </summary>
public class PeerApplicationException : PeerRpcException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="errorCode">The name of the error on the wire, for example <c>"chat.muted"</c>.</param>
    /// <param name="message">What happened.</param>
    /// <param name="rawDetail">The data of the error as it came over the wire.</param>
    public PeerApplicationException(string errorCode, string message, ReadOnlyMemory<byte> rawDetail = default)
        : base(PeerErrorCode.ApplicationError, message, Executed.Yes, PeerErrorOrigin.CalleeCode)
    {
        ErrorCode = errorCode;
        RawDetail = rawDetail;
    }

    /// <summary>The name of the error on the wire; empty on an exception that is about to be thrown.</summary>
    public string ErrorCode { get; }

    /// <summary>
    /// The data of the error as it came over the wire, in the link's serialization; empty at the callee.
    /// </summary>
    public ReadOnlyMemory<byte> RawDetail { get; }
}
