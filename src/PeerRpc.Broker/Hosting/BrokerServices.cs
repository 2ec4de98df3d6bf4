using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PeerRpc.Broker.Admission;
using PeerRpc.Broker.Auditing;
using PeerRpc.Broker.Principals;
using PeerRpc.Broker.Registry;
using PeerRpc.Broker.Routing;
using PeerRpc.Broker.Sessions;
using PeerRpc.Broker.Telemetry;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Randomness;

namespace PeerRpc.Broker.Hosting;

/// <summary>What all clients of a broker share.</summary>
internal sealed record BrokerServices(
    IOptions<PeerBrokerOptions> Options,
    ConnectionAdmission Admission,
    TokenAuthenticator Tokens,
    PrincipalStamps Stamps,
    SessionTable Sessions,
    PeerRegistry Registry,
    RouteOpenings Openings,
    BrokerEvents Events,
    BrokerMetrics Metrics,
    TimeProvider Time,
    WorkScheduler Work,
    RandomSource Random,
    ILogger<PeerBroker> Logger)
{
    /// <summary>Names this broker's process instance.</summary>
    public Guid Instance { get; } = Random.NewGuid();

    /// <summary>How long clients may be silent.</summary>
    public LivenessTimes Liveness { get; } = new(Options.Value.PingAfter, Options.Value.DeadAfter);
}
