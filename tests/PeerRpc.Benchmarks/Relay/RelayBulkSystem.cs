using PeerRpc.Benchmarks.Bulk;
using PeerRpc.Benchmarks.Echo;

namespace PeerRpc.Benchmarks.Relay;

/// <summary>Bulk over the bare relay, with a window from sender to receiver and nothing else. The mark.</summary>
internal sealed class RelayBulkSystem : IBulkSystem
{
    /// <inheritdoc/>
    public string Name => "relay";

    /// <inheritdoc/>
    public Task<IEchoBroker> StartBrokerAsync(EchoTransport transport, CancellationToken cancellationToken) =>
        RelayListeners.StartAsync(transport, cancellationToken);

    /// <inheritdoc/>
    public async Task<IAsyncDisposable> StartSenderAsync(
        Uri broker, BulkTarget target, CancellationToken cancellationToken)
    {
        var sender = new RelayCallee(await RelayDialer.ConnectAsync(broker, cancellationToken), new JsonRelayPayload());
        await sender.StartAsync((uint)target, cancellationToken);
        return sender;
    }

    /// <inheritdoc/>
    public async Task<IBulkCaller> StartReceiverAsync(Uri broker, CancellationToken cancellationToken)
    {
        var caller = new RelayCaller(await RelayDialer.ConnectAsync(broker, cancellationToken), new JsonRelayPayload());
        await caller.StartAsync(cancellationToken);
        return caller;
    }
}
