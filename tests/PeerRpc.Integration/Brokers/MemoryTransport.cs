using Microsoft.Extensions.DependencyInjection;
using PeerRpc.Testing;

namespace PeerRpc.Integration.Brokers;

/// <summary>Pipes within the process, as users' tests have them.</summary>
public sealed class MemoryTransport : ITestTransport
{
    public async Task<ITestBroker> StartAsync(Action<IServiceCollection> configure) =>
        new Broker(await InMemoryBroker.StartAsync(configure));

    private sealed class Broker(InMemoryBroker broker) : ITestBroker
    {
        public IServiceProvider Services => broker.Services;

        public Task<PeerClient> ConnectAsync(Action<PeerClientOptions> configure) =>
            broker.ConnectAsync(null, configure);

        public Task StopAsync() => broker.StopAsync();

        public ValueTask DisposeAsync() => broker.DisposeAsync();
    }
}
