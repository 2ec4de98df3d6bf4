namespace PeerRpc.Client.Groups;

/// <summary>Wants to know whenever this client may have missed something of a group, or the group of it.</summary>
internal interface IGroupWatcher
{
    /// <summary>The standing has changed; perhaps more than once. From any thread, and not under a gate.</summary>
    void OnStanding();

    /// <summary>The client is closed.</summary>
    void OnClosed();
}
