using System.Runtime.CompilerServices;
using FileShare.Contracts;
using FileShare.Folders;
using FileShare.Names;
using PeerRpc;

namespace FileShare.Sharing;

/// <summary>Shares a directory: the controller that others call.</summary>
internal sealed class FolderShare(SharedFolder folder, HashCache hashes, Inbox inbox, TextWriter log) : IFileShare
{
    public IAsyncEnumerable<SharedFile> List(string? under = null, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrEmpty(under))
            return folder.List().ToAsyncEnumerable();
        return SharedPath.TryParse(under) is { } path
            ? folder.List(path).ToAsyncEnumerable()
            : AsyncEnumerable.Empty<SharedFile>();
    }

    public async IAsyncEnumerable<SharedFile> Describe(
        string[] paths, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (string text in paths)
        {
            if (SharedPath.TryParse(text) is { } path
                && folder.Find(path) is { } file
                && await hashes.DescribeAsync(file, cancellationToken) is { } described)
                yield return described;
        }
    }

    public async IAsyncEnumerable<SharedFile> Find(
        string sha256, long length, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (SharedFile file in folder.List().Where(file => file.Length == length))
        {
            if (await hashes.DescribeAsync(file, cancellationToken) is { } described && described.Sha256 == sha256)
                yield return described;
        }
    }

    public Task<Stream> Read(SharedFile file, long from, long count, CancellationToken cancellationToken = default)
    {
        try
        {
            return folder.Open(file, from, count) is { } content
                ? Task.FromResult(content)
                : throw Refusals.Create(Missing(file), file.Path);
        }
        catch (Exception error) when (error is FileNotFoundException or UnauthorizedAccessException)
        {
            throw Refusals.Create(RefusalReason.NotShared, file.Path);
        }
    }

    public Task<long> Offer(NewFile file, CancellationToken cancellationToken = default) =>
        inbox.OfferAsync(file, cancellationToken);

    public async Task Put(
        NewFile file,
        long from,
        Stream content,
        IProgress<long>? progress = null,
        PeerCall? call = null,
        CancellationToken cancellationToken = default)
    {
        await inbox.StoreAsync(file, from, content, progress, cancellationToken);
        await log.WriteLineAsync($"* {call?.CallerId ?? "Somebody without a name"} has put '{file.File.Path}' here.");
    }

    private RefusalReason Missing(SharedFile file) =>
        folder.Find(file) is null ? RefusalReason.NotShared : RefusalReason.Changed;
}
