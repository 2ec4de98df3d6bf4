using FileShare.Folders;
using FileShare.Names;
using PeerRpc.FileShare.Tests.Fakes;

namespace PeerRpc.FileShare.Tests.Folders;

public sealed class TargetFolderTests : IDisposable
{
    private readonly TemporaryFolder _files = new();
    private readonly TemporaryFolder _outside = new();

    public void Dispose()
    {
        _files.Dispose();
        _outside.Dispose();
    }

    [Fact]
    public void Locate_ThroughALink_IsRefused()
    {
        Directory.CreateSymbolicLink(_files.PathOf("directory"), _outside.Directory);
        File.CreateSymbolicLink(_files.PathOf("dangling"), _outside.PathOf("new"));
        var target = new TargetFolder(_files.Directory);

        Assert.Null(target.Locate(SharedPath.TryParse("directory/file")!));
        Assert.Null(target.Locate(SharedPath.TryParse("dangling")!));
        Assert.Equal(_files.PathOf("other"), target.Locate(SharedPath.TryParse("other")!));
    }

    [Fact]
    public void Locate_TargetItselfIsALink_IsAllowed()
    {
        string link = _outside.PathOf("link");
        Directory.CreateSymbolicLink(link, _files.Directory);

        Assert.Equal(Path.Combine(link, "a"), new TargetFolder(link).Locate(SharedPath.TryParse("a")!));
    }

    [Fact]
    public void TryClaim_SameNameTwice_IsRefused()
    {
        var target = new TargetFolder(_files.Directory);

        Assert.True(target.TryClaim(SharedPath.TryParse("a.txt")!));
        Assert.False(target.TryClaim(SharedPath.TryParse("a.txt")!));
        File.WriteAllText(_files.PathOf("probe"), "");
        Assert.Equal(!File.Exists(_files.PathOf("PROBE")), target.TryClaim(SharedPath.TryParse("A.TXT")!));
    }
}
