using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PeerRpc.Broker.Auditing;
using PeerRpc.Broker.Endpoints;
using PeerRpc.Broker.Labels;
using PeerRpc.Broker.Policies;
using PeerRpc.Broker.Registry;
using PeerRpc.Broker.Sessions;
using PeerRpc.Core.Frames;

namespace PeerRpc.Broker.Routing;

/// <summary>Everything that a request for a route needs to be decided.</summary>
internal sealed record RouteOpenings(
    PolicyEvaluator Policies,
    PeerTable Peers,
    PeerRegistry Registry,
    IBrokerEndpoint Endpoint,
    BrokerEvents Events,
    IOptions<PeerBrokerOptions> Options,
    TimeProvider Time,
    ILogger<RouteOpening> Logger)
{
    /// <summary>How many verdicts may be under way for one client.</summary>
    public int MaxVerdicts => Options.Value.MaxRoutesPerConnection;

    public RouteOpening Begin(BrokerSession session, RouteHalf opener, OpenRouteFrame frame) =>
        new(this, session, opener, frame);
}
