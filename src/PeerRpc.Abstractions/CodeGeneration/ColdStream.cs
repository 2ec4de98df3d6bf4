namespace PeerRpc.CodeGeneration;

/// <summary>How a call fails that is the reading of its result.</summary>
internal static class ColdStream
{
    /// <summary>The method ran and gave null, for which its caller has no place.</summary>
    public static PeerRpcException Missing() => new(
        PeerErrorCode.Internal, "The method returned null instead of a stream.", Executed.Yes,
        PeerErrorOrigin.CalleeCode);
}
