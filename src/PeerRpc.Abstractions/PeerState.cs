namespace PeerRpc;

/// <summary>Whether a peer can be reached.</summary>
public enum PeerState
{
    /// <summary>It is connected.</summary>
    Online,

    /// <summary>
    /// It has lost its connection, and its id is kept for it: calls wait. When the resume window ends it is gone.
    /// </summary>
    Reconnecting,

    /// <summary>It is connected, and its broker has asked it to leave for another one: it will be back soon.</summary>
    Draining,
}
