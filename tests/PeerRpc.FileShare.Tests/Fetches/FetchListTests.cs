using FileShare.Contracts;
using FileShare.Fetches;
using FileShare.Folders;
using PeerRpc.FileShare.Tests.Fakes;

namespace PeerRpc.FileShare.Tests.Fetches;

public sealed class FetchListTests : IDisposable
{
    private readonly TemporaryFolder _target = new();

    public void Dispose() => _target.Dispose();

    [Theory]
    [InlineData("../evil")]
    [InlineData("/etc/evil")]
    [InlineData(".bashrc")]
    [InlineData("link/evil")]
    [InlineData("good")]
    public void Add_WhatAHostilePeerLists_IsRefused(string path)
    {
        Directory.CreateSymbolicLink(_target.PathOf("link"), "/tmp");
        var list = new FetchList(new TargetFolder(_target.Directory));
        list.Add(new SharedFile("good", 1, default));

        list.Add(new SharedFile(path, 1, default));

        Assert.Equal([_target.PathOf("good")], list.Jobs.Select(job => job.Target));
        Assert.Single(list.Refused);
    }

    [Fact]
    public void Add_BelowAChosenDirectory_KeepsItsName()
    {
        var list = new FetchList(new TargetFolder(_target.Directory));

        list.Add(new SharedFile("a/b/c/file", 1, default), skip: 1);

        Assert.Equal("b/c/file", list.Jobs.Single().Path.Text);
    }

    [Fact]
    public void Add_OtherFileThanChosen_IsRefused()
    {
        var list = new FetchList(new TargetFolder(_target.Directory));

        list.Add(new SharedFile("short", 1, default), skip: 1);

        Assert.Empty(list.Jobs);
    }
}
