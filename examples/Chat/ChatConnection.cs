using PeerRpc;
using PeerRpc.Client;

namespace Chat;

/// <summary>A client, and the broker if it had to be started.</summary>
internal sealed class ChatConnection(PeerClient client, WebApplication? broker) : IAsyncDisposable
{
    public PeerClient Client => client;

    /// <summary>Whether the broker runs in this process.</summary>
    public bool HostsBroker => broker is not null;

    /// <summary>Connects to the broker; starts one if none answers and the address is one of this machine.</summary>
    /// <exception cref="PeerRpcException">There is no broker, and none could be started.</exception>
    public static async Task<ChatConnection> OpenAsync(Uri address)
    {
        try
        {
            return new ChatConnection(await ConnectAsync(address), broker: null);
        }
        catch (PeerRpcException error) when (error.Code == PeerErrorCode.Unavailable && CanHost(address))
        {
            return await HostAsync(address);
        }
    }

    /// <summary>Leaves, and stops the broker if it is here: for everybody, then.</summary>
    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        if (broker is null)
            return;
        await broker.StopAsync();
        await broker.DisposeAsync();
    }

    private static async Task<ChatConnection> HostAsync(Uri address)
    {
        WebApplication? broker = null;
        try
        {
            broker = await ChatBroker.StartAsync(address);
        }
        catch (IOException)
        {
            // Somebody else was faster by a moment: then the broker is there.
        }
        return new ChatConnection(await ConnectAsync(address), broker);
    }

    // The chat lives in the process of its broker and ends with it, so there is nothing to come back to.
    private static Task<PeerClient> ConnectAsync(Uri address) =>
        PeerClient.ConnectAsync(address, options => options.GiveUpAfter = TimeSpan.Zero);

    private static bool CanHost(Uri address) => address.IsLoopback && address.Scheme == Uri.UriSchemeWs;
}
