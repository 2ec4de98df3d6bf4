using CoEdit.Contracts;
using CoEdit.Documents;
using CoEdit.Peers;
using PeerRpc.Client;
using PeerRpc.Testing;
using PeerRpc.TestKit;
using SharedText.Mirrors;

namespace PeerRpc.CoEdit.Tests;

/// <summary>One real copy, and one that a test plays.</summary>
public sealed class DocumentSyncTests : IAsyncLifetime
{
    private const string Path = ISharedCopy.Root + "Notes";

    private readonly string _folder = Directory.CreateTempSubdirectory("coedit-").FullName;
    private readonly ScriptedCopy _bob = new();
    private InMemoryBroker _broker = null!; // as the others, made before each test
    private PeerClient _ofAlice = null!;
    private PeerClient _ofBob = null!;
    private DocumentSync _alice = null!;

    private ISharedCopy ProxyOfAlice => _ofBob.Peer("alice").Controller<ISharedCopy>(Path);

    public async Task InitializeAsync()
    {
        _broker = await InMemoryBroker.StartAsync();
        _ofAlice = await _broker.ConnectAsync("alice");
        _ofBob = await _broker.ConnectAsync("bob");
        _ofBob.RegisterController<ISharedCopy>(Path, _bob);
        _alice = new DocumentSync(_ofAlice, "alice", new LocalDocument(DocumentName.TryParse("Notes")!, _folder));
        PeerGroup group = _ofBob.Group("coedit/Notes");
        await UntilAsync(async () => await group.ListMembersAsync() is [{ Id: "alice" }]);
        await group.JoinAsync().WithinLimitAsync();
        // She has seen him come, and asked him. By herself she has no reason to ask him again.
        await _bob.AskedAsync();
    }

    public async Task DisposeAsync()
    {
        await _alice.DisposeAsync().AsTask().WithinLimitAsync();
        await _ofAlice.DisposeAsync();
        await _ofBob.DisposeAsync();
        await _broker.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Since_OfSomebodyWhoHasMore_GivesWhatHeLacksAndAsksInTurn()
    {
        PageView page = _alice.Document.Open(_ => { });
        page.Handle(new PageMessage("edit", "Notes", Change: [new TextPart(Insert: "alice")]));
        _bob.Write("bob");

        byte[] update = await ProxyOfAlice.Since(_bob.State).WithinLimitAsync();
        await UntilAsync(() => Task.FromResult(!_alice.Document.IsBehind(_bob.State)));
        await UntilAsync(() => Task.FromResult(_bob.Told > 0));
        _bob.Take(update);

        Assert.Contains(_bob.Text, (string[])["alicebob", "bobalice"]);
        Assert.False(_alice.Document.IsBehind(_bob.State));
        Assert.Equal(1, _bob.Told);
    }

    [Fact]
    public async Task Learnt_ByTheGroup_IsAskedFor()
    {
        _bob.Write("bob");

        await _ofBob.Group("coedit/Notes").Controller<ISharedCopy>(Path).Learnt(_bob.State).WithinLimitAsync();

        await UntilAsync(() => Task.FromResult(!_alice.Document.IsBehind(_bob.State)));
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var late = new CancellationTokenSource(WaitExtensions.Limit);
        while (!await isSo())
        {
            late.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
