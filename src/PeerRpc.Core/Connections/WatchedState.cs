namespace PeerRpc.Core.Connections;

/// <summary>What a look at watched work has found.</summary>
internal enum WatchedState
{
    /// <summary>It moves on, or there is none just now.</summary>
    Moves,

    /// <summary>It stands still.</summary>
    Stands,

    /// <summary>There has been none for a while: it is watched no more.</summary>
    Over,
}
