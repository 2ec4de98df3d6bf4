using PeerRpc.Core.Connections;
using PeerRpc.Core.Frames;

namespace PeerRpc.Core.Links;

/// <summary>What a link runs over now.</summary>
internal interface ILinkPath
{
    /// <summary>Writes a whole link frame, given in two parts.</summary>
    /// <returns>False if there is no room now; the waiter is told when there is.</returns>
    bool TryWrite(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail, IRoomWaiter waiter);

    /// <summary>Tells the waiter when the others that wait have had their turn.</summary>
    void WaitForTurn(IRoomWaiter waiter);

    /// <summary>Sends what has been written, on this thread if nothing is being sent.</summary>
    void Flush();

    /// <summary>Sends what has been written soon, so that more can gather first.</summary>
    void ScheduleFlush();

    /// <summary>Leaves the path for good.</summary>
    void Close(CloseReason reason, string message);
}
