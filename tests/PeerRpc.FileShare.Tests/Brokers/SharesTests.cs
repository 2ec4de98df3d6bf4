using FileShare.Brokers;
using FileShare.Contracts;
using Microsoft.Extensions.DependencyInjection;
using PeerRpc.Client;
using PeerRpc.Testing;

namespace PeerRpc.FileShare.Tests.Brokers;

public sealed class SharesTests : IAsyncLifetime
{
    private InMemoryBroker _broker = null!;

    public async Task InitializeAsync() => _broker = await InMemoryBroker.StartAsync(services =>
    {
        services.AddSingleton<Shares>();
        services.AddPeerBroker().AllowEverything().AddController<IShares, Shares>();
    });

    public async Task DisposeAsync() => await _broker.DisposeAsync();

    [Fact]
    public async Task Who_AfterAnnouncing_HasThoseWhoShare()
    {
        await using PeerClient bob = await AnnounceAsync("bob", acceptsUploads: true);
        await using PeerClient alice = await AnnounceAsync("alice", acceptsUploads: false);

        Assert.Equal([new Sharer("alice", false), new Sharer("bob", true)], await WhoAsync(alice));
    }

    [Fact]
    public async Task Who_AfterWithdrawing_HasThemNoMore()
    {
        await using PeerClient bob = await AnnounceAsync("bob", acceptsUploads: true);

        await bob.Broker.Controller<IShares>().Withdraw();

        Assert.Empty(await WhoAsync(bob));
    }

    [Fact]
    public async Task Who_SharerIsGone_HasThemNoMore()
    {
        await using PeerClient alice = await AnnounceAsync("alice", acceptsUploads: false);
        PeerClient bob = await AnnounceAsync("bob", acceptsUploads: true);

        await bob.DisposeAsync();

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await WhoAsync(alice)).Count > 1)
            await Task.Delay(TimeSpan.FromMilliseconds(10), patience.Token);
    }

    private static Task<IReadOnlyList<Sharer>> WhoAsync(PeerClient client) =>
        client.Broker.Controller<IShares>().Who();

    private async Task<PeerClient> AnnounceAsync(string name, bool acceptsUploads)
    {
        PeerClient client = await _broker.ConnectAsync(name);
        await client.Broker.Controller<IShares>().Announce(acceptsUploads);
        return client;
    }
}
