namespace PeerRpc;

/// <summary>What a watcher of the directory is told.</summary>
public sealed class PeerDirectoryUpdate
{
    /// <summary>All peers that this client may see and asked for, by their ids.</summary>
    public required IReadOnlyDictionary<string, PeerInfo> Peers { get; init; }

    /// <summary>Those of them that are new or have changed since the last update; at first all.</summary>
    public IReadOnlyList<PeerInfo> Changed { get; init; } = [];

    /// <summary>The ids of those that were there at the last update and are not any more.</summary>
    public IReadOnlyList<string> Gone { get; init; } = [];

    /// <summary>
    /// Whether the broker cannot be reached, so that nobody knows what has changed since. <see cref="Peers"/> is then
    /// what was known last; the next update is not stale any more, and has all that has changed meanwhile.
    /// </summary>
    public bool IsStale { get; init; }
}
