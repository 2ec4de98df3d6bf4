namespace PeerRpc.Broker.Labels;

/// <summary>Where one half of a route stands.</summary>
internal enum RouteState
{
    /// <summary>Made for a client that has not been asked yet; it has no label.</summary>
    New,

    /// <summary>Asked for: the opener waits for an answer, or the acceptor has been offered it.</summary>
    Pending,

    /// <summary>Carries data.</summary>
    Open,

    /// <summary>The broker has sent CloseRoute: data is discarded until the client sends it back.</summary>
    Closing,

    /// <summary>
    /// The broker has sent RouteRefused: the label is free, but a CloseRoute that crossed it may still arrive.
    /// </summary>
    Refused,

    /// <summary>Over; the label is free.</summary>
    Closed,
}
