using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PeerRpc.Broker.Admission;
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
    BrokerMetrics Metrics,
    TimeProvider Time,
    WorkScheduler Work,
    RandomSource Random,
    ILogger<PeerBroker> Logger)
    : IDisposable
{
    // Ten parts of 2.5 s with the defaults: what is pinged together is answered together, in few wake-ups, but 15,000
    // pings at once would stand before a call.
    private const int LivenessSlices = 10;

    /// <summary>Names this broker's process instance.</summary>
    public Guid Instance { get; } = Random.NewGuid();

    /// <summary>Looks after the clients that have been welcomed.</summary>
    public LivenessRounds Liveness { get; } =
        new(new LivenessTimes(Options.Value.PingAfter, Options.Value.DeadAfter), LivenessSlices, Time);

    public void Dispose() => Liveness.Dispose();
}
