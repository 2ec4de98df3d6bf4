using PeerRpc.Client;

namespace PeerRpc.TestPeer;

/// <summary>
/// A peer with the id <c>callee</c>, and with a name to prove: so it gets its id back when it is killed and started
/// again.
/// </summary>
internal static class CalleeRole
{
    public const string Id = "callee";

    public static async Task<IAsyncDisposable> StartAsync(Uri broker)
    {
        PeerClient client = await PeerClient.ConnectAsync(
            broker, options => options.AccessToken = _ => new ValueTask<string?>(Id));
        client.RegisterController<IWork>(new Work(client));
        await client.RegisterAsPeerAsync(Id);
        return client;
    }
}
