using FileShare.Contracts;
using FileShare.Folders;
using FileShare.Sharing;
using PeerRpc.FileShare.Tests.Fakes;

namespace PeerRpc.FileShare.Tests.Sharing;

public sealed class InboxTests : IAsyncDisposable
{
    private readonly TemporaryFolder _sent = new();
    private readonly TemporaryFolder _shared = new();
    private readonly SharedFolder _folder;
    private readonly HashCache _hashes;

    public InboxTests()
    {
        _folder = new SharedFolder(new FolderRoot(_shared.Directory));
        _hashes = new HashCache(_folder);
    }

    public async ValueTask DisposeAsync()
    {
        await _hashes.DisposeAsync();
        _sent.Dispose();
        _shared.Dispose();
    }

    [Fact]
    public async Task Store_OfferedFile_IsThere()
    {
        SharedFile file = _sent.Write("new/file", 100_000);

        await PutAsync(UploadRule.NewFiles, file);

        Assert.Equal(file.Sha256, _shared.HashOf("new/file"));
        Assert.Equal(file.Length, await OfferAsync(UploadRule.NewFiles, file));
    }

    [Fact]
    public async Task Store_SenderStops_GoesOnFromThere()
    {
        SharedFile file = _sent.Write("file", 100_000);
        byte[] content = TemporaryFolder.Content(100_000);
        await OfferAsync(UploadRule.NewFiles, file);

        await Assert.ThrowsAsync<EndOfStreamException>(() => NewInbox(UploadRule.NewFiles).StoreAsync(
            new NewFile(file, false), 0, new MemoryStream(content, 0, 30_000), null, CancellationToken.None));

        Assert.Equal(30_000, await OfferAsync(UploadRule.NewFiles, file));
        await PutAsync(UploadRule.NewFiles, file);
        Assert.Equal(file.Sha256, _shared.HashOf("file"));
    }

    [Theory]
    [InlineData(UploadRule.None, false, RefusalReason.NoUploads)]
    [InlineData(UploadRule.NewFiles, false, RefusalReason.Exists)]
    [InlineData(UploadRule.NewFiles, true, RefusalReason.Exists)]
    [InlineData(UploadRule.Overwrite, false, RefusalReason.Exists)]
    internal async Task Store_NotAllowed_IsRefusedAndNothingIsTouched(
        UploadRule rule, bool overwrite, RefusalReason expected)
    {
        SharedFile old = _shared.Write("file", 10, seed: 3);
        SharedFile file = _sent.Write("file", 100);

        RefusalReason offered = await ReasonAsync(() => OfferAsync(rule, file, overwrite));
        RefusalReason put = await ReasonAsync(() => NewInbox(rule).StoreAsync(
            new NewFile(file, overwrite), 0, Stream.Null, null, CancellationToken.None));

        Assert.Equal([expected, expected], [offered, put]);
        Assert.Equal(old.Sha256, _shared.HashOf("file"));
    }

    [Fact]
    public async Task Store_BothSidesAllowOverwriting_Replaces()
    {
        _shared.Write("file", 10, seed: 3);
        SharedFile file = _sent.Write("file", 100);

        await PutAsync(UploadRule.Overwrite, file, overwrite: true);

        Assert.Equal(file.Sha256, _shared.HashOf("file"));
    }

    [Theory]
    [InlineData("../file")]
    [InlineData("/tmp/file")]
    [InlineData(".bashrc")]
    [InlineData("file.part")]
    public async Task Offer_UnsafeName_IsRefused(string path)
    {
        SharedFile file = _sent.Write("file", 10) with { Path = path };

        Assert.Equal(RefusalReason.BadName, await ReasonAsync(() => OfferAsync(UploadRule.Overwrite, file)));
    }

    [Fact]
    public async Task Offer_MoreThanThereIsRoomFor_IsRefused()
    {
        SharedFile file = _sent.Write("file", 10) with { Length = long.MaxValue };

        Assert.Equal(RefusalReason.NoRoom, await ReasonAsync(() => OfferAsync(UploadRule.NewFiles, file)));
    }

    [Fact]
    public async Task Store_SomethingElseThanOffered_IsRefused()
    {
        SharedFile file = _sent.Write("file", 10);
        await OfferAsync(UploadRule.NewFiles, file);

        RefusalReason reason = await ReasonAsync(() => NewInbox(UploadRule.NewFiles).StoreAsync(
            new NewFile(file, false), 0, new MemoryStream(new byte[10]), null, CancellationToken.None));

        Assert.Equal(RefusalReason.Damaged, reason);
        Assert.Empty(Directory.GetFiles(_shared.Directory));
    }

    private static async Task<RefusalReason> ReasonAsync(Func<Task> act) =>
        (await Assert.ThrowsAsync<PeerApplicationException<FileRefusal>>(act)).Detail.Reason;

    private Task<long> OfferAsync(UploadRule rule, SharedFile file, bool overwrite = false) =>
        NewInbox(rule).OfferAsync(new NewFile(file, overwrite), CancellationToken.None);

    private async Task PutAsync(UploadRule rule, SharedFile file, bool overwrite = false)
    {
        long from = await OfferAsync(rule, file, overwrite);
        await using var content = new FileRange(_sent.PathOf(file.Path), from, file.Length - from);
        await NewInbox(rule).StoreAsync(new NewFile(file, overwrite), from, content, null, CancellationToken.None);
    }

    private Inbox NewInbox(UploadRule rule) => new(new TargetFolder(_shared.Directory), _folder, _hashes, rule);
}
