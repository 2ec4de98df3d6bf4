namespace PeerRpc.Broker.Auditing;

/// <summary>Something that has happened at a broker: who, to whom, when and why.</summary>
public sealed record PeerAuditEvent
{
    /// <summary>What has happened.</summary>
    public required PeerAuditKind Kind { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The client that did it, or to which it was done; <see langword="null"/> before one is known.</summary>
    public PeerSession? Session { get; init; }

    /// <summary>Where the connection came from, without a port; <see langword="null"/> if unknown.</summary>
    public string? RemoteAddress { get; init; }

    /// <summary>
    /// The peer id that it is about: the one registered, or the one that calls. <see langword="null"/> for none.
    /// </summary>
    public string? PeerId { get; init; }

    /// <summary>The peer that a route leads to; <see langword="null"/> if it is not about a route.</summary>
    public string? TargetId { get; init; }

    /// <summary>The client that has taken ids over; <see langword="null"/> otherwise.</summary>
    public PeerSession? Successor { get; init; }

    /// <summary>The code of a refusal; <see cref="PeerErrorCode.None"/> if nothing was refused.</summary>
    public PeerErrorCode Code { get; init; }

    /// <summary>Why, for people; empty if there is nothing to say.</summary>
    public string Reason { get; init; } = "";
}
