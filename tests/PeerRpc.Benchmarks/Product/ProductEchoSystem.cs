using PeerRpc.Benchmarks.Echo;
using PeerRpc.Client;

namespace PeerRpc.Benchmarks.Product;

/// <summary>PeerRpc as its users have it: a mapped broker, a registered controller, a typed proxy.</summary>
internal sealed class ProductEchoSystem : IEchoSystem
{
    public const string CalleeId = "callee";

    public string Name => "peerrpc";

    public Task<IEchoBroker> StartBrokerAsync(EchoTransport transport, CancellationToken cancellationToken) =>
        ProductBroker.StartAsync(transport, cancellationToken);

    public async Task<IAsyncDisposable> StartCalleeAsync(Uri broker, CancellationToken cancellationToken)
    {
        PeerClient client = await PeerClient.ConnectAsync(broker, cancellationToken: cancellationToken);
        client.RegisterController<IEcho>(new Echo());
        await client.RegisterAsPeerAsync(CalleeId, cancellationToken);
        return client;
    }

    public async Task<IEchoCaller> StartCallerAsync(Uri broker, CancellationToken cancellationToken) =>
        new ProductCaller(await PeerClient.ConnectAsync(broker, cancellationToken: cancellationToken));
}
