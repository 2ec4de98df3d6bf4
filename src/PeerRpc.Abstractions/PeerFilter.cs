namespace PeerRpc;

/// <summary>Which peers are wanted: those for which all that is set holds. Without anything set: all.</summary>
public sealed class PeerFilter
{
    /// <summary>How their ids begin. Default: anyhow.</summary>
    public string IdPrefix { get; init; } = "";

    /// <summary>What they can do; <see langword="null"/>, the default, for anything.</summary>
    public string? Capability { get; init; }

    /// <summary>Metadata that they have with exactly these values. Default: none in particular.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = PeerProfile.NoMetadata;

    /// <summary>Whether a peer is wanted.</summary>
    /// <param name="peer">The peer.</param>
    /// <returns>Whether all that is set holds.</returns>
    public bool Matches(PeerInfo peer)
    {
        ArgumentNullException.ThrowIfNull(peer);
        return peer.Id.StartsWith(IdPrefix, StringComparison.Ordinal)
            && (Capability is null || peer.Capabilities.Contains(Capability))
            && Metadata.All(
                wanted => peer.Metadata.TryGetValue(wanted.Key, out string? value) && value == wanted.Value);
    }
}
