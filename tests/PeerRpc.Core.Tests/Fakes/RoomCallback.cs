using PeerRpc.Core.Connections;

namespace PeerRpc.Core.Tests.Fakes;

/// <summary>Tells a test's own code that there is room.</summary>
/// <param name="onRoom">Called for it; null for nothing.</param>
internal sealed class RoomCallback(Action? onRoom = null) : IRoomWaiter
{
    public void OnRoom() => onRoom?.Invoke();
}
