namespace PeerRpc.Core.Connections;

/// <summary>Something that has more to send than its connection had room for.</summary>
internal interface IRoomWaiter
{
    /// <summary>There is room again: write a turn's worth, and ask again if more is left.</summary>
    void OnRoom();
}
