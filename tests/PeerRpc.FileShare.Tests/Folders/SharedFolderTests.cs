using FileShare.Contracts;
using FileShare.Folders;
using FileShare.Names;
using PeerRpc.FileShare.Tests.Fakes;

namespace PeerRpc.FileShare.Tests.Folders;

public sealed class SharedFolderTests : IDisposable
{
    private readonly TemporaryFolder _files = new();
    private readonly TemporaryFolder _outside = new();
    private readonly SharedFolder _folder;

    public SharedFolderTests() => _folder = new SharedFolder(new FolderRoot(_files.Directory));

    public void Dispose()
    {
        _files.Dispose();
        _outside.Dispose();
    }

    [Fact]
    public void List_FilesInDirectories_AreThereInOrderWithLengthAndTime()
    {
        _files.Write("b.txt", 3);
        _files.Write("a/z.txt", 5);
        _files.Write("a/deep/er.txt", 0);

        SharedFile[] listed = [.. _folder.List()];

        Assert.Equal(["a/deep/er.txt", "a/z.txt", "b.txt"], listed.Select(file => file.Path));
        Assert.Equal([0, 5, 3], listed.Select(file => file.Length));
        Assert.Equal(_files.Modified("b.txt"), listed[^1].Modified);
        Assert.All(listed, file => Assert.Null(file.Sha256));
    }

    [Fact]
    public void List_WhatIsPrivate_IsLeftOut()
    {
        _files.Write(".hidden", 1);
        _files.Write(".git/config", 1);
        _files.Write("film.mkv.part", 1);
        _files.Write("film.mkv.part.json", 1);
        _files.Write("seen", 1);

        Assert.Equal(["seen"], _folder.List().Select(file => file.Path));
        Assert.Null(Open("film.mkv.part", 1));
    }

    [Fact]
    public void List_Links_AreNotFollowed()
    {
        _outside.Write("secret", 7);
        _files.Write("inside", 7);
        File.CreateSymbolicLink(_files.PathOf("file"), _outside.PathOf("secret"));
        Directory.CreateSymbolicLink(_files.PathOf("directory"), _outside.Directory);
        Directory.CreateSymbolicLink(_files.PathOf("circle"), _files.Directory);

        Assert.Equal(["inside"], _folder.List().Select(file => file.Path));
        Assert.Null(Open("file", 7));
        Assert.Null(Open("directory/secret", 7));
        Assert.Empty(_folder.List(SharedPath.TryParse("directory")));
    }

    [Theory]
    [InlineData("a", "a/1", "a/b/2")]
    [InlineData("a/1", "a/1")]
    [InlineData("a/b", "a/b/2")]
    [InlineData("nothing")]
    public void List_Under_HasOnlyThose(string under, params string[] expected)
    {
        _files.Write("a/1", 1);
        _files.Write("a/b/2", 1);
        _files.Write("ab", 1);

        Assert.Equal(expected, _folder.List(SharedPath.TryParse(under)).Select(file => file.Path));
    }

    [Fact]
    public async Task Open_APiece_GivesItsBytes()
    {
        SharedFile file = _files.Write("file", 10_000);

        await using Stream piece = _folder.Open(file, 4000, 5)!;
        using var read = new MemoryStream();
        await piece.CopyToAsync(read);

        Assert.Equal(TemporaryFolder.Content(10_000)[4000..4005], read.ToArray());
        Assert.Equal(0, _folder.Open(file, 20_000, 5)!.Length);
    }

    [Fact]
    public void Open_ChangedFile_IsRefused()
    {
        SharedFile file = _files.Write("file", 10);
        File.SetLastWriteTimeUtc(_files.PathOf("file"), file.Modified.UtcDateTime.AddSeconds(1));

        Assert.Null(_folder.Open(file, 0, 10));
    }

    private Stream? Open(string path, long length) =>
        _folder.Open(new SharedFile(path, length, _files.Modified(path)), 0, length);
}
