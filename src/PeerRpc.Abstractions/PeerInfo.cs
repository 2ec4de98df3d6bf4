namespace PeerRpc;

/// <summary>What the directory knows of a peer. It never changes; a change makes a new one.</summary>
public sealed class PeerInfo
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Whether it can be reached.</summary>
    public required PeerState State { get; init; }

    /// <summary>Since when it has been in this state, by the broker's clock, in UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>What it serves.</summary>
    public IReadOnlyList<PeerControllerInfo> Controllers { get; init; } = [];

    /// <summary>What it says that it can do, for example <c>resize-images</c>.</summary>
    public IReadOnlyList<string> Capabilities { get; init; } = [];

    /// <summary>What else it says of itself.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = PeerProfile.NoMetadata;

    /// <summary>
    /// What the broker says of who stands behind it, by the type of the claim; which claims, its options decide. Unlike
    /// the rest, this is not the peer's own word.
    /// </summary>
    public IReadOnlyDictionary<string, string> Claims { get; init; } = PeerProfile.NoMetadata;
}
