namespace PeerRpc.Broker.Registry;

/// <summary>Peers that can be listed and watched. For any thread.</summary>
/// <remarks>
/// It gives ids and not what is known of them: who tells a reader looks that up when it is the peer's turn. So one that
/// takes nothing keeps no copies of thousands of descriptions, and is told what is true when it goes on.
/// </remarks>
internal interface IPeerSource
{
    /// <summary>All peers that there are now, and from then on, for who watches, what changes can be read.</summary>
    /// <param name="number">The last change that is in it.</param>
    IReadOnlyList<string> List(out long number);

    /// <summary>Which peers have changed since, each once; null if that is too long ago to be known.</summary>
    /// <param name="since">The last change that the reader knows.</param>
    /// <param name="number">The last change that it knows then.</param>
    IReadOnlyCollection<string>? ReadChanges(long since, out long number);

    /// <summary>What is known of a peer now; null if there is none.</summary>
    PeerListing? Find(string peerId);

    /// <summary>Completes with the next change after this one.</summary>
    Task WhenChanged(long number);
}
