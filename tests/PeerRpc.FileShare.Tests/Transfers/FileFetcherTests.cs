using FileShare.Contracts;
using FileShare.Names;
using FileShare.Parts;
using FileShare.Progress;
using FileShare.Transfers;
using PeerRpc.FileShare.Tests.Fakes;

namespace PeerRpc.FileShare.Tests.Transfers;

public sealed class FileFetcherTests : IDisposable
{
    private const int Length = 40_000_123;

    private static readonly byte[] Content = TemporaryFolder.Content(Length);

    private readonly TemporaryFolder _source = new();
    private readonly TemporaryFolder _target = new();
    private readonly TransferBoard _board = new();
    private readonly FetchJob _job;

    public FileFetcherTests()
    {
        SharedFile file = _source.Write("file", Length);
        _job = new FetchJob(file, SharedPath.TryParse("file")!, _target.PathOf("file"));
    }

    public void Dispose()
    {
        _source.Dispose();
        _target.Dispose();
    }

    [Fact]
    public async Task Fetch_OneSource_FileIsThere()
    {
        await FetchAsync(new FakeSource("alice", Content));

        Assert.Equal(_job.File.Sha256, _target.HashOf("file"));
        Assert.Equal(Length, _board.Received);
    }

    [Fact]
    public async Task Fetch_EmptyFile_IsThereWithoutAsking()
    {
        SharedFile empty = _source.Write("empty", 0);
        var source = new FakeSource("alice", []);

        await new FileFetcher(new FakeSearch(), _board).FetchAsync(
            new FetchJob(empty, SharedPath.TryParse("empty")!, _target.PathOf("empty")),
            source,
            CancellationToken.None);

        Assert.Equal(0, new FileInfo(_target.PathOf("empty")).Length);
        Assert.Empty(source.Asked);
    }

    [Fact]
    public async Task Fetch_SeveralSources_AllSend()
    {
        FakeSource[] sources = [.. "abc".Select(name => new FakeSource($"{name}", Content))];

        await FetchAsync(sources[0], sources[1], sources[2]);

        Assert.Equal(_job.File.Sha256, _target.HashOf("file"));
        Assert.All(sources, source => Assert.NotEmpty(source.Asked));
        Assert.Equal(Length, sources.Sum(source => source.Sent));
    }

    [Fact]
    public async Task Fetch_SourceVanishes_OthersTakeOver()
    {
        var alice = new FakeSource("alice", Content) { LastsFor = 5_000_000 };
        var bob = new FakeSource("bob", Content) { LastsFor = 7_000_000 };
        var carol = new FakeSource("carol", Content);

        await FetchAsync(alice, bob, carol);

        Assert.Equal(_job.File.Sha256, _target.HashOf("file"));
    }

    [Fact]
    public async Task Fetch_AllSourcesVanish_SaysSoAndResumesLater()
    {
        var alice = new FakeSource("alice", Content) { LastsFor = 12_345_678 };

        var error = await Assert.ThrowsAsync<IncompleteException>(() => FetchAsync(alice));
        var again = new FakeSource("alice", Content);
        await FetchAsync(again);

        Assert.Equal("alice has left.", error.Message);
        Assert.Equal(_job.File.Sha256, _target.HashOf("file"));
        Assert.InRange(again.Sent, Length - 12_345_678, Length - 12_340_000);
    }

    [Fact]
    public async Task Fetch_Cancelled_ResumesLater()
    {
        using var stop = new CancellationTokenSource();
        var never = new TaskCompletionSource();
        Task running = new FileFetcher(new FakeSearch(), _board).FetchAsync(
            _job, new FakeSource("alice", Content) { Gate = never.Task }, stop.Token);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await FetchAsync(new FakeSource("alice", Content));

        Assert.Equal(_job.File.Sha256, _target.HashOf("file"));
    }

    [Fact]
    public async Task Fetch_LiarAmongTheOthers_IsFetchedFromTheOneThatWasNamed()
    {
        var alice = new FakeSource("alice", Content);
        var mallory = new FakeSource("mallory", TemporaryFolder.Content(Length, seed: 666));

        await FetchAsync(alice, mallory);

        Assert.NotEmpty(mallory.Asked);
        Assert.Equal(_job.File.Sha256, _target.HashOf("file"));
    }

    [Fact]
    public async Task Fetch_OnlyLiar_LeavesNothing()
    {
        await Assert.ThrowsAsync<DamagedFileException>(
            () => FetchAsync(new FakeSource("mallory", TemporaryFolder.Content(Length, seed: 666))));

        Assert.Empty(Directory.GetFiles(_target.Directory));
    }

    private Task FetchAsync(FakeSource first, params FakeSource[] others) =>
        new FileFetcher(new FakeSearch(others), _board).FetchAsync(_job, first, CancellationToken.None);
}
