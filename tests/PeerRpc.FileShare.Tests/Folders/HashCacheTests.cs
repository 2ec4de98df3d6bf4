using FileShare.Contracts;
using FileShare.Folders;
using PeerRpc.FileShare.Tests.Fakes;

namespace PeerRpc.FileShare.Tests.Folders;

public sealed class HashCacheTests : IAsyncDisposable
{
    private readonly TemporaryFolder _files = new();
    private readonly SharedFolder _folder;
    private readonly HashCache _cache;

    public HashCacheTests()
    {
        _folder = new SharedFolder(new FolderRoot(_files.Directory));
        _cache = new HashCache(_folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _cache.DisposeAsync();
        _files.Dispose();
    }

    [Fact]
    public async Task Describe_File_HasItsHash()
    {
        SharedFile file = _files.Write("file", 300_000);

        SharedFile? described = await _cache.DescribeAsync(file with { Sha256 = null });

        Assert.Equal(file, described);
    }

    [Fact]
    public async Task Describe_UnchangedFile_IsNotReadAgain()
    {
        SharedFile file = _files.Write("file", 10);
        await _cache.DescribeAsync(file);
        // Another content of the same length and time is what only reading could tell.
        File.WriteAllBytes(_files.PathOf("file"), TemporaryFolder.Content(10, seed: 2));
        File.SetLastWriteTimeUtc(_files.PathOf("file"), file.Modified.UtcDateTime);

        Assert.Equal(file.Sha256, (await _cache.DescribeAsync(file))?.Sha256);
    }

    [Fact]
    public async Task Describe_ChangedFile_HasItsNewHash()
    {
        await _cache.DescribeAsync(_files.Write("file", 10));
        SharedFile changed = _files.Write("file", 11, seed: 2);

        Assert.Equal(changed.Sha256, (await _cache.DescribeAsync(changed with { Sha256 = null }))?.Sha256);
    }

    [Fact]
    public async Task Describe_FileThatIsGone_IsNull()
    {
        SharedFile file = _files.Write("file", 10);
        File.Delete(_files.PathOf("file"));

        Assert.Null(await _cache.DescribeAsync(file));
    }
}
