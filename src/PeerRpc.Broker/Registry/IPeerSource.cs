namespace PeerRpc.Broker.Registry;

/// <summary>Peers that can be listed and watched. For any thread.</summary>
internal interface IPeerSource
{
    /// <summary>All peers as they are now, and from then on what changes can be read.</summary>
    /// <param name="number">The last change that is in it; those that follow are kept to be read.</param>
    IReadOnlyList<PeerListing> List(out long number);

    /// <summary>What has changed since; null if that is too long ago to be known.</summary>
    /// <param name="since">The last change that the reader knows.</param>
    /// <param name="number">The last change that it knows then.</param>
    /// <returns>Each peer that has, once, and as it is now.</returns>
    IReadOnlyList<PeerChange>? ReadChanges(long since, out long number);

    /// <summary>Completes with the next change after this one.</summary>
    Task WhenChanged(long number);
}
