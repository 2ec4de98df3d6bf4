namespace PeerRpc.Core.Discovery;

/// <summary>The broker's own controller for who is there and what they can do.</summary>
[PeerController(Path)]
internal interface IDirectoryController
{
    /// <summary>Where the broker serves it.</summary>
    const string Path = "$peerrpc/directory";

    /// <summary>Sets what is known of the client that calls, under all of its ids.</summary>
    Task PublishAsync(PeerDescription description, CancellationToken cancellationToken = default);

    /// <summary>The peers that the client may see, some at a time.</summary>
    IAsyncEnumerable<PeerInfo[]> List(PeerFilter filter, CancellationToken cancellationToken = default);

    /// <summary>One peer; null if there is none that the client may see.</summary>
    Task<PeerInfo?> GetAsync(string peerId, CancellationToken cancellationToken = default);

    /// <summary>The peers that the client may see, and then every change.</summary>
    IAsyncEnumerable<DirectoryBatch> Watch(DirectoryWatch watch, CancellationToken cancellationToken = default);
}
