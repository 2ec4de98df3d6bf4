using Microsoft.Extensions.DependencyInjection;

namespace PeerRpc.Integration.Brokers;

/// <summary>What the clients of a broker reach it over.</summary>
public interface ITestTransport
{
    Task<ITestBroker> StartAsync(Action<IServiceCollection> configure);
}
