using FileShare.Contracts;

namespace PeerRpc.FileShare.Tests.Fakes;

/// <summary>Lists whatever it was given, and serves the same bytes for everything.</summary>
internal sealed class HostileShare(params SharedFile[] files) : IFileShare
{
    public IAsyncEnumerable<SharedFile> List(string? under = null, CancellationToken cancellationToken = default) =>
        files.ToAsyncEnumerable();

    // Answers to what nobody has asked, too.
    public IAsyncEnumerable<SharedFile> Describe(
        string[] paths, CancellationToken cancellationToken = default) => files.ToAsyncEnumerable();

    public IAsyncEnumerable<SharedFile> Find(
        string sha256, long length, CancellationToken cancellationToken = default) => files.ToAsyncEnumerable();

    public Task<Stream> Read(SharedFile file, long from, long count, CancellationToken cancellationToken = default) =>
        Task.FromResult<Stream>(new MemoryStream(new byte[(int)long.Min(file.Length, 1024)]));

    public Task<long> Offer(NewFile file, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task Put(
        NewFile file,
        long from,
        Stream content,
        IProgress<long>? progress = null,
        PeerCall? call = null,
        CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
