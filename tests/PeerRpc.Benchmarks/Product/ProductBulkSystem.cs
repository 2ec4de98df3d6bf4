using PeerRpc.Benchmarks.Bulk;
using PeerRpc.Benchmarks.Echo;
using PeerRpc.Client;

namespace PeerRpc.Benchmarks.Product;

/// <summary>PeerRpc as its users have it, with bulk in one of its forms.</summary>
internal sealed class ProductBulkSystem(BulkForm form) : IBulkSystem
{
    public string Name => $"peerrpc-{form.ToString().ToLowerInvariant()}";

    public static string IdOf(BulkTarget target) =>
        target == BulkTarget.Callee ? ProductEchoSystem.CalleeId : "bystander";

    public Task<IEchoBroker> StartBrokerAsync(EchoTransport transport, CancellationToken cancellationToken) =>
        ProductBroker.StartAsync(transport, cancellationToken);

    public async Task<IAsyncDisposable> StartSenderAsync(
        Uri broker, BulkTarget target, CancellationToken cancellationToken)
    {
        PeerClient client = await PeerClient.ConnectAsync(broker, cancellationToken: cancellationToken);
        client.RegisterController<IEcho>(new Echo());
        client.RegisterController<IBulk>(new PatternBulk());
        await client.RegisterAsPeerAsync(IdOf(target), cancellationToken);
        return client;
    }

    public async Task<IBulkCaller> StartReceiverAsync(Uri broker, CancellationToken cancellationToken) =>
        new ProductBulkCaller(await PeerClient.ConnectAsync(broker, cancellationToken: cancellationToken), form);
}
