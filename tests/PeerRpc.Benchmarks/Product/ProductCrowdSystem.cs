using PeerRpc.Benchmarks.Crowds;
using PeerRpc.Client;

namespace PeerRpc.Benchmarks.Product;

/// <summary>PeerRpc with authentication and a policy, and clients that are all registered.</summary>
internal sealed class ProductCrowdSystem : ICrowdSystem
{
    /// <inheritdoc/>
    public string Name => "peerrpc";

    /// <inheritdoc/>
    public async Task<ICrowdBroker> StartBrokerAsync(int ports, CancellationToken cancellationToken) =>
        await ProductCrowdBroker.StartAsync(ports, cancellationToken);

    /// <inheritdoc/>
    public async Task<ICrowdPeer> JoinAsync(Uri broker, string name, CancellationToken cancellationToken)
    {
        PeerClient client = await PeerClient.ConnectAsync(
            broker, options => options.AccessToken = _ => new ValueTask<string?>(name), cancellationToken);
        try
        {
            client.RegisterController<IEcho>(new Echo());
            await client.RegisterAsPeerAsync(name, cancellationToken);
            return new ProductCrowdPeer(client);
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }
}
