namespace PeerRpc.Core.Calls;

/// <summary>Why a caller no longer waits.</summary>
internal enum CancelReason : byte
{
    /// <summary>It said so.</summary>
    Cancelled = 1,

    /// <summary>Its deadline passed.</summary>
    Deadline = 2,
}
