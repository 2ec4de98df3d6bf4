using PeerRpc.Core.Links;

namespace PeerRpc.Core.Calls;

/// <summary>A call that waits for the link to open or for a place among the unfinished ones.</summary>
/// <param name="Call">The call.</param>
/// <param name="Request">The whole request frame.</param>
internal readonly record struct WaitingCall(PendingCall Call, RentedFrame Request);
