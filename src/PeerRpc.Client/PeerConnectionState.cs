namespace PeerRpc.Client;

/// <summary>Where a client stands with its broker.</summary>
public enum PeerConnectionState
{
    /// <summary>There has been no connection yet. Calls wait, as long as their deadlines allow.</summary>
    Connecting,

    /// <summary>There is a connection, and the client's ids are registered over it.</summary>
    Connected,

    /// <summary>
    /// The connection was lost, and the client tries to get another one. Calls wait for as long as the broker's resume
    /// window lasts, and their deadlines allow.
    /// </summary>
    Reconnecting,

    /// <summary>There will be no other connection: the client was disposed, or has given up.</summary>
    Closed,
}
