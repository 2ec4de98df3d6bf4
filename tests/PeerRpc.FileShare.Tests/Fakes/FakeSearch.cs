using FileShare.Contracts;
using FileShare.Transfers;

namespace PeerRpc.FileShare.Tests.Fakes;

/// <summary>Finds what it was given.</summary>
internal sealed class FakeSearch(params IFileSource[] sources) : ISourceSearch
{
    public IAsyncEnumerable<IFileSource> FindAsync(SharedFile file, CancellationToken cancellationToken) =>
        sources.ToAsyncEnumerable();
}
