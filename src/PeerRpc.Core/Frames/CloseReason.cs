namespace PeerRpc.Core.Frames;

/// <summary>
/// Why a route was closed. The first two are final; after any other the link may come back on a new route.
/// </summary>
internal enum CloseReason : byte
{
    /// <summary>The other peer left on purpose, or ended the link.</summary>
    Left = 1,

    /// <summary>The policy no longer allows it.</summary>
    PermissionDenied = 2,

    /// <summary>The other peer's connection was lost.</summary>
    ConnectionLost = 3,

    /// <summary>A queue of the broker was full.</summary>
    Congested = 4,

    /// <summary>A frame or a count on this route broke the protocol.</summary>
    ProtocolError = 5,

    /// <summary>The link has moved to a newer route.</summary>
    Superseded = 6,

    /// <summary>The opener gave up before the route was opened.</summary>
    Abandoned = 7,
}
