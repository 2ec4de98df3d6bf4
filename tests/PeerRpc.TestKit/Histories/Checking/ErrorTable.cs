namespace PeerRpc.TestKit.Histories.Checking;

/// <summary>Which values of <see cref="Executed"/> each code comes with: the protocol's table of error codes.</summary>
internal static class ErrorTable
{
    /// <summary>Whether a call may fail this way.</summary>
    public static bool Allows(PeerErrorCode code, Executed executed) => code switch
    {
        PeerErrorCode.Cancelled or PeerErrorCode.DeadlineExceeded => true,
        PeerErrorCode.ApplicationError or PeerErrorCode.SlowConsumer => executed == Executed.Yes,
        PeerErrorCode.PeerGone or PeerErrorCode.ConnectionLost => executed == Executed.Maybe,
        PeerErrorCode.ProtocolError => executed != Executed.Yes,
        PeerErrorCode.ResourceExhausted or PeerErrorCode.Internal => executed != Executed.Maybe,
        PeerErrorCode.InvalidArgument or PeerErrorCode.PeerNotFound or PeerErrorCode.ControllerNotFound
            or PeerErrorCode.MethodNotFound or PeerErrorCode.PermissionDenied or PeerErrorCode.Unauthenticated
            or PeerErrorCode.Unavailable or PeerErrorCode.PeerIdInUse or PeerErrorCode.PolicyFailed =>
            executed == Executed.No,
        _ => false,
    };

    /// <summary>
    /// Whether a call on a live object may fail this way: where the object's link has ended, another call cannot reach
    /// it, so that one that was never sent is PeerGone, too.
    /// </summary>
    public static bool AllowsOnObject(PeerErrorCode code, Executed executed) =>
        Allows(code, executed) || (code == PeerErrorCode.PeerGone && executed == Executed.No);

    /// <summary>Whether a stream may fail this way: its call may fail, or has been answered, which is a Yes.</summary>
    public static bool AllowsStream(PeerErrorCode code, Executed executed) =>
        Allows(code, executed) || (code != PeerErrorCode.None && executed == Executed.Yes);
}
