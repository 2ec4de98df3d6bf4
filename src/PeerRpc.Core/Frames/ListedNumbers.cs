namespace PeerRpc.Core.Frames;

/// <summary>
/// Makes of numbers that another side has sent, which may be of a version that knows more of them, those that are known
/// here. Where they are read: everything behind that may rely on it.
/// </summary>
internal static class ListedNumbers
{
    /// <summary>A code that is not known counts as an internal error.</summary>
    public static PeerErrorCode ToListed(this PeerErrorCode code) =>
        Enum.IsDefined(code) ? code : PeerErrorCode.Internal;

    /// <summary>An origin that is not known is that of whoever has sent it on.</summary>
    public static PeerErrorOrigin ToListed(this PeerErrorOrigin origin) =>
        Enum.IsDefined(origin) ? origin : PeerErrorOrigin.Broker;

    /// <summary>A reason that is not known is one that may pass.</summary>
    public static CloseReason ToListed(this CloseReason reason) =>
        Enum.IsDefined(reason) ? reason : CloseReason.Abandoned;
}
