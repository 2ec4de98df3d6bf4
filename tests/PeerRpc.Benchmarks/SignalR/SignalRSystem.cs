using PeerRpc.Benchmarks.Bulk;
using PeerRpc.Benchmarks.Echo;

namespace PeerRpc.Benchmarks.SignalR;

/// <summary>ASP.NET Core SignalR: a hub that asks one client for the result that another client wants.</summary>
internal sealed class SignalRSystem : IEchoSystem, IBulkSystem
{
    /// <summary>Its name.</summary>
    public const string SystemName = "signalr";

    /// <inheritdoc cref="IEchoSystem.Name"/>
    public string Name => SystemName;

    /// <inheritdoc cref="IEchoSystem.StartBrokerAsync"/>
    public Task<IEchoBroker> StartBrokerAsync(EchoTransport transport, CancellationToken cancellationToken) =>
        transport == EchoTransport.WebSocket
            ? SignalRBroker.StartAsync(cancellationToken)
            : throw new InvalidOperationException("SignalR runs over WebSockets only.");

    /// <inheritdoc/>
    public Task<IAsyncDisposable> StartCalleeAsync(Uri broker, CancellationToken cancellationToken) =>
        StartSenderAsync(broker, BulkTarget.Callee, cancellationToken);

    /// <inheritdoc/>
    public async Task<IEchoCaller> StartCallerAsync(Uri broker, CancellationToken cancellationToken) =>
        await StartReceiverAsync(broker, cancellationToken);

    /// <inheritdoc/>
    public async Task<IAsyncDisposable> StartSenderAsync(
        Uri broker, BulkTarget target, CancellationToken cancellationToken) =>
        await SignalRClient.ServeAsync(broker, target, cancellationToken);

    /// <inheritdoc/>
    public async Task<IBulkCaller> StartReceiverAsync(Uri broker, CancellationToken cancellationToken) =>
        new SignalRCaller(await SignalRClient.ConnectAsync(broker, cancellationToken));
}
