using Microsoft.Extensions.DependencyInjection;

namespace PeerRpc.Integration.Brokers;

/// <summary>What the clients of a broker reach it over.</summary>
public interface ITestTransport
{
    /// <summary>Starts a broker.</summary>
    /// <param name="configure">Adds its services.</param>
    /// <param name="address">Where one before it listened; null for anywhere.</param>
    Task<ITestBroker> StartAsync(Action<IServiceCollection> configure, Uri? address = null);
}
