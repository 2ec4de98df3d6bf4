using PeerRpc;
using PeerRpc.Client;

namespace FileShare.Brokers;

/// <summary>A client, and the broker if it had to be started.</summary>
internal sealed class BrokerConnection(PeerClient client, WebApplication? broker) : IAsyncDisposable
{
    public PeerClient Client => client;

    /// <summary>Whether the broker runs in this process.</summary>
    public bool HostsBroker => broker is not null;

    /// <summary>Connects to a broker that is there.</summary>
    /// <exception cref="PeerRpcException">None answers.</exception>
    public static async Task<BrokerConnection> OpenAsync(Uri address, CancellationToken cancellationToken) =>
        new(await ConnectAsync(address, cancellationToken), broker: null);

    /// <summary>Connects to the broker; starts one if none answers and the address is one of this machine.</summary>
    /// <exception cref="PeerRpcException">There is no broker, and none could be started.</exception>
    public static async Task<BrokerConnection> OpenOrHostAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            return await OpenAsync(address, cancellationToken);
        }
        catch (PeerRpcException error) when (error.Code == PeerErrorCode.Unavailable && CanHost(address))
        {
            return await HostAsync(address, cancellationToken);
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

    private static async Task<BrokerConnection> HostAsync(Uri address, CancellationToken cancellationToken)
    {
        WebApplication? broker = null;
        try
        {
            broker = await ShareBroker.StartAsync(address);
        }
        catch (IOException)
        {
            // Somebody else was faster by a moment: then the broker is there.
            broker = null;
        }
        return new BrokerConnection(await ConnectAsync(address, cancellationToken), broker);
    }

    // A broken wire is a pause. A broker that is gone for good ends a command, which can be given again.
    private static Task<PeerClient> ConnectAsync(Uri address, CancellationToken cancellationToken) =>
        PeerClient.ConnectAsync(
            address,
            options =>
            {
                options.GiveUpAfter = TimeSpan.FromSeconds(2);
                options.MaxReconnectDelay = TimeSpan.FromMilliseconds(500);
            },
            cancellationToken);

    private static bool CanHost(Uri address) => address.IsLoopback && address.Scheme == Uri.UriSchemeWs;
}
