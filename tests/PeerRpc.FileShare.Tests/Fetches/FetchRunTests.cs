using System.Security.Cryptography;
using FileShare.Contracts;
using FileShare.Fetches;
using FileShare.Folders;
using FileShare.Progress;
using FileShare.Sharing;
using FileShare.Terminals;
using FileShare.Transfers;
using PeerRpc.FileShare.Tests.Fakes;

namespace PeerRpc.FileShare.Tests.Fetches;

/// <summary>A whole directory, from a share that is called directly.</summary>
public sealed class FetchRunTests : IAsyncDisposable
{
    private readonly TemporaryFolder _source = new();
    private readonly TemporaryFolder _target = new();
    private readonly TransferBoard _board = new();
    private readonly StringWriter _said = new();
    private readonly HashCache _hashes;
    private readonly FolderShare _share;

    public FetchRunTests()
    {
        var folder = new SharedFolder(new FolderRoot(_source.Directory));
        _hashes = new HashCache(folder);
        var inbox = new Inbox(new TargetFolder(_source.Directory), folder, _hashes, UploadRule.None);
        _share = new FolderShare(folder, _hashes, inbox, TextWriter.Null);
    }

    public async ValueTask DisposeAsync()
    {
        await _hashes.DisposeAsync();
        _source.Dispose();
        _target.Dispose();
        await _said.DisposeAsync();
    }

    [Fact]
    public async Task Run_EmptyTarget_FetchesAll()
    {
        SharedFile[] files = [_source.Write("a", 10), _source.Write("b/c", 3_000_000), _source.Write("b/empty", 0)];

        FetchRun run = await SyncAsync(_share);

        Assert.Empty(run.Failures);
        Assert.All(files, file => Assert.Equal(file.Sha256, _target.HashOf(file.Path)));
    }

    [Fact]
    public async Task Run_SecondTime_FetchesWhatIsMissingOrDifferent()
    {
        _source.Write("same", 10);
        SharedFile missing = _source.Write("missing", 11);
        SharedFile touched = _source.Write("touched", 12);
        SharedFile changed = _source.Write("changed", 13);
        await SyncAsync(_share);
        File.Delete(_target.PathOf("missing"));
        File.SetLastWriteTimeUtc(_target.PathOf("touched"), DateTime.UnixEpoch);
        _target.Write("changed", 13, seed: 2);
        long before = _board.Received;

        await SyncAsync(_share, overwrite: true);

        Assert.Equal(11 + 13, _board.Received - before);
        Assert.All([missing, changed], file => Assert.Equal(file.Sha256, _target.HashOf(file.Path)));
        Assert.Equal(touched.Modified, _target.Modified("touched"));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("n\n", false)]
    [InlineData("y\n", true)]
    public async Task Run_DifferentFile_IsOverwrittenOnlyIfTheUserSaysSo(string? answer, bool expected)
    {
        SharedFile file = _source.Write("file", 10);
        SharedFile old = _target.Write("file", 20, seed: 2);

        await SyncAsync(_share, answer: answer);

        Assert.Equal(expected ? file.Sha256 : old.Sha256, _target.HashOf("file"));
    }

    [Fact]
    public async Task Run_HostileNames_WriteNothingOutside()
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(new byte[100]));
        Directory.CreateDirectory(_target.PathOf("inside"));
        Directory.CreateDirectory(_target.PathOf("outside"));
        Directory.CreateSymbolicLink(_target.PathOf("inside/link"), _target.PathOf("outside"));
        string[] names =
            ["../evil", "/tmp/fileshare-evil", "inside/../../evil", "link/evil", ".profile", "c:evil", "ok"];

        FetchRun run = await SyncAsync(
            new HostileShare([.. names.Select(name => new SharedFile(name, 100, default, hash))]), "inside");

        Assert.Equal(
            [_target.PathOf("inside/ok")],
            Directory.GetFiles(_target.Directory, "*", SearchOption.AllDirectories));
        Assert.False(File.Exists("/tmp/fileshare-evil"));
        Assert.Empty(run.Failures);
    }

    [Fact]
    public async Task Run_OneFileFails_TheOthersCome()
    {
        _source.Write("a", 10);
        SharedFile file = _source.Write("b", 10);
        Directory.CreateDirectory(_target.PathOf("a"));

        FetchRun run = await SyncAsync(_share, overwrite: true);

        Assert.Contains("'a'", Assert.Single(run.Failures), StringComparison.Ordinal);
        Assert.Equal(file.Sha256, _target.HashOf("b"));
    }

    [Fact]
    public async Task Run_ManySmallFiles_AllCome()
    {
        const int Count = 2000;
        for (int i = 0; i < Count; i++)
            _source.Write($"{i % 10}/{i}", i % 100, seed: i);

        FetchRun run = await SyncAsync(_share);

        Assert.Empty(run.Failures);
        Assert.Equal(Count, Directory.GetFiles(_target.Directory, "*", SearchOption.AllDirectories).Length);
        Assert.Equal(_source.HashOf("9/1999"), _target.HashOf("9/1999"));
    }

    private async Task<FetchRun> SyncAsync(
        IFileShare share, string under = "", bool overwrite = false, string? answer = null)
    {
        var list = new FetchList(new TargetFolder(_target.PathOf(under)));
        await foreach (SharedFile file in share.List())
            list.Add(file);
        var terminal = new Terminal(_said, _said, answer is null ? null : new StringReader(answer));
        var plan = new FetchPlan(new Descriptions(share), terminal, overwrite);
        IReadOnlyList<FetchJob> jobs = await plan.MakeAsync(list.Jobs, CancellationToken.None);
        var run = new FetchRun("alice", share, new FileFetcher(new FakeSearch(), _board), _board, parallel: 4);
        await run.RunAsync(jobs, CancellationToken.None);
        return run;
    }
}
