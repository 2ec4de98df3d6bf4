using Microsoft.Extensions.Hosting;

namespace PeerRpc.Broker.Hosting;

/// <summary>
/// Drains the broker when the host stops: before the servers stop, because they would wait for, and then cut, its
/// connections.
/// </summary>
internal sealed class BrokerLifetime(PeerBroker broker) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => broker.DrainAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
