using Microsoft.Extensions.DependencyInjection;
using PeerRpc.Core.Transports;
using PeerRpc.Testing;

namespace PeerRpc.Integration.Brokers;

/// <summary>Pipes within the process, as users' tests have them. Each broker has an address of its own.</summary>
public sealed class MemoryTransport : ITestTransport
{
    public async Task<ITestBroker> StartAsync(Action<IServiceCollection> configure, Uri? address) =>
        new Broker(await InMemoryBroker.StartAsync(configure));

    private sealed class Broker(InMemoryBroker broker) : ITestBroker
    {
        public IServiceProvider Services => broker.Services;

        public Uri Address => broker.Address;

        public Task<PeerClient> ConnectAsync(Action<PeerClientOptions> configure) =>
            broker.ConnectAsync(null, configure);

        public IPeerConnector CreateConnector() => broker.CreateConnector();

        public Task StopAsync() => broker.StopAsync();

        public ValueTask DisposeAsync() => broker.DisposeAsync();
    }
}
