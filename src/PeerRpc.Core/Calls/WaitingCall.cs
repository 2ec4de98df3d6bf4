namespace PeerRpc.Core.Calls;

/// <summary>A call that waits for the link to open or for a place among the unfinished ones.</summary>
/// <param name="Call">The call.</param>
/// <param name="Frame">A rented array with the whole request frame.</param>
/// <param name="Length">Its length.</param>
internal readonly record struct WaitingCall(PendingCall Call, byte[] Frame, int Length);
