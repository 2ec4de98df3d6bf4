namespace PeerRpc.Client.Groups;

/// <summary>The ids of this client, as memberships need to know them.</summary>
internal interface IMemberIds
{
    /// <summary>Whether the client has an id, or is about to get it back over a new connection.</summary>
    bool IsRegistered(string peerId);

    /// <summary>Whether the client tries to get an id for as long as it takes.</summary>
    bool IsWanted(string peerId);

    /// <summary>
    /// A number that differs for each connection over which the broker has accepted an id, and each time that it has
    /// been got anew; 0 if it has not been accepted over the present one.
    /// </summary>
    long HoldOf(string peerId);

    /// <summary>Ends when any of this may have changed; it is asked for before looking.</summary>
    Task NextChangeAsync();
}
