namespace PeerRpc.Broker;

/// <summary>How a broker is doing at a moment, and what it has done since it was started.</summary>
public sealed record PeerBrokerStatus
{
    /// <summary>When it was started, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>For how long it has been running.</summary>
    public required TimeSpan Uptime { get; init; }

    /// <summary>Whether it has asked its clients to leave, because it stops.</summary>
    public required bool IsDraining { get; init; }

    /// <summary>Clients that are connected.</summary>
    public required int Sessions { get; init; }

    /// <summary>Connections that are within their handshake.</summary>
    public required int Handshakes { get; init; }

    /// <summary>Peer ids that are registered.</summary>
    public required int Peers { get; init; }

    /// <summary>Peer ids that are kept for clients on their way back.</summary>
    public required int ReservedPeers { get; init; }

    /// <summary>Routes that are open.</summary>
    public required int Routes { get; init; }

    /// <summary>Routes that wait for a peer to register.</summary>
    public required int WaitingRoutes { get; init; }

    /// <summary>Data frames that were forwarded.</summary>
    public required long Frames { get; init; }

    /// <summary>Bytes of those.</summary>
    public required long Bytes { get; init; }

    /// <summary>Bytes that wait to be sent to clients, in all.</summary>
    public required long QueuedBytes { get; init; }

    /// <summary>Bytes that wait for the client for which the most wait.</summary>
    public required long LargestQueueBytes { get; init; }

    /// <summary>Routes between peers that were opened.</summary>
    public required long RoutesOpened { get; init; }

    /// <summary>
    /// Routes between peers that have ended, by reason: <c>Left</c>, <c>ConnectionLost</c>, <c>Congested</c> and so
    /// on. What waited on those is dropped, and sent again by the link when it resumes.
    /// </summary>
    public required IReadOnlyDictionary<string, long> RoutesClosed { get; init; }

    /// <summary>Connections, registrations and routes that were refused, by error code.</summary>
    public required IReadOnlyDictionary<string, long> Refusals { get; init; }

    /// <summary>Peer ids that were registered, those included that came back.</summary>
    public required long Registrations { get; init; }

    /// <summary>Of those, the ones that were kept for a client on its way back.</summary>
    public required long Returns { get; init; }

    /// <summary>Clients that were cut off because newer ones of their principals have taken their ids.</summary>
    public required long TakeOvers { get; init; }

    /// <summary>
    /// What clients have reported of their calls: the sum over all that were connected, as far as they report. It is
    /// what they say; the broker forwards their calls unread.
    /// </summary>
    public required PeerStatistics Reported { get; init; }
}
