using System.Text.Json;
using CoEdit;
using CoEdit.Contracts;
using CoEdit.Peers;
using Microsoft.Extensions.DependencyInjection;
using PeerRpc.Client;
using PeerRpc.Testing;
using PeerRpc.TestKit;

namespace PeerRpc.CoEdit.Tests;

public sealed class WorkspaceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coedit-").FullName;

    [Fact]
    public async Task Directory_ThatIsRefused_IsAskedForAgain()
    {
        await using InMemoryBroker broker = await InMemoryBroker.StartAsync(services => services.AddPeerBroker(options =>
        {
            options.AllowAnonymousPeers = true;
            options.MaxDirectoryViews = 1;
        }));
        await using PeerClient client = await broker.ConnectAsync();
        await using var only = client.Directory.WatchAsync().GetAsyncEnumerator();
        await only.MoveNextAsync().WithinLimitAsync();
        using Workspace workspace = Make(client, "alice");
        await workspace.StartAsync(CancellationToken.None);
        await WatchedAsync(client, 2).WithinLimitAsync();

        await only.DisposeAsync();

        var listed = new TaskCompletionSource();
        using IDisposable following = workspace.States.Subscribe(state =>
        {
            if (JsonSerializer.Serialize(state).Contains("Notes", StringComparison.Ordinal))
                listed.TrySetResult();
        });
        await using PeerClient other = await broker.ConnectAsync("bob");
        using IDisposable served = other.RegisterController<ISharedCopy>(ISharedCopy.Root + "Notes", new NoCopy());
        await listed.Task.WithinLimitAsync();
        await workspace.StopAsync(CancellationToken.None);
    }

    // That one is refused nobody hears but who has asked.
    private static async Task WatchedAsync(PeerClient client, int times)
    {
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (client.GetStatistics().StreamsReceived < times)
            await often.WaitForNextTickAsync();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Workspace Make(PeerClient client, string name) =>
        new(client, new Settings(name, null, Directory.CreateDirectory(Path.Combine(_folder, name)).FullName, 0));
}
