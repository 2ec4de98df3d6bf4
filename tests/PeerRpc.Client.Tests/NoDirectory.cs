using PeerRpc.Core.Discovery;

namespace PeerRpc.Client.Tests;

/// <summary>The directory for a client that serves nothing and says nothing of itself: it is asked nothing.</summary>
internal sealed class NoDirectory : IDirectoryController
{
    public Task PublishAsync(PeerDescription description, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<PeerInfo[]> List(PeerFilter filter, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<PeerInfo?> GetAsync(string peerId, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<DirectoryBatch> Watch(
        DirectoryWatch watch, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
