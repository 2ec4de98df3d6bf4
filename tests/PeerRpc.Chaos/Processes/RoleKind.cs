namespace PeerRpc.Chaos.Processes;

/// <summary>What a child process is.</summary>
internal enum RoleKind
{
    /// <summary>Joins the others.</summary>
    Broker,

    /// <summary>Serves calls.</summary>
    Callee,

    /// <summary>Calls.</summary>
    Caller,

    /// <summary>Connects many peers that do nothing but come back.</summary>
    Crowd,
}
