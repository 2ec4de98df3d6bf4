using PeerRpc.Core.Connections;

namespace PeerRpc.Core.Tests.Fakes;

/// <summary>Tells a test's own code that there is room, and that all has been sent.</summary>
/// <param name="onRoom">Called when there is room; null for nothing.</param>
/// <param name="onClosed">Called when all has been sent; null for nothing.</param>
internal sealed class RoomCallback(Action? onRoom = null, Action? onClosed = null) : IWriteOwner
{
    public void OnRoom() => onRoom?.Invoke();

    public void OnOutputClosed() => onClosed?.Invoke();
}
