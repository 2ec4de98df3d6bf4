using PeerRpc.Benchmarks.Echo;

namespace PeerRpc.Benchmarks.Relay;

/// <summary>The bare relay: nothing but framing, batching and label switching. The mark for everything else.</summary>
/// <param name="name">The name of the system.</param>
/// <param name="createPayload">Makes the payload of one connection.</param>
internal sealed class RelayEchoSystem(string name, Func<RelayPayload> createPayload) : IEchoSystem
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public Task<IEchoBroker> StartBrokerAsync(EchoTransport transport, CancellationToken cancellationToken) =>
        RelayListeners.StartAsync(transport, cancellationToken);

    /// <inheritdoc/>
    public async Task<IAsyncDisposable> StartCalleeAsync(Uri broker, CancellationToken cancellationToken)
    {
        var callee = new RelayCallee(await RelayDialer.ConnectAsync(broker, cancellationToken), createPayload());
        await callee.StartAsync(number: 0, cancellationToken);
        return callee;
    }

    /// <inheritdoc/>
    public async Task<IEchoCaller> StartCallerAsync(Uri broker, CancellationToken cancellationToken)
    {
        var caller = new RelayCaller(await RelayDialer.ConnectAsync(broker, cancellationToken), createPayload());
        await caller.StartAsync(cancellationToken);
        return caller;
    }
}
