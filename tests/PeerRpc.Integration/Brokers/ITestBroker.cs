using PeerRpc.Core.Transports;

namespace PeerRpc.Integration.Brokers;

/// <summary>A running broker, whatever its clients reach it over.</summary>
public interface ITestBroker : IAsyncDisposable
{
    IServiceProvider Services { get; }

    /// <summary>Where it listens.</summary>
    Uri Address { get; }

    /// <summary>Makes what opens ways to it.</summary>
    IPeerConnector CreateConnector();

    /// <summary>Connects a client that is not registered yet.</summary>
    Task<PeerClient> ConnectAsync(Action<PeerClientOptions> configure);

    /// <summary>Stops it as its host would.</summary>
    Task StopAsync();
}
