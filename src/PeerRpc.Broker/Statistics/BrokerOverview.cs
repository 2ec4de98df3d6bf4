using Microsoft.Extensions.Options;
using PeerRpc.Broker.Admission;
using PeerRpc.Broker.Auditing;
using PeerRpc.Broker.Discovery;
using PeerRpc.Broker.Registry;
using PeerRpc.Broker.Sessions;

namespace PeerRpc.Broker.Statistics;

/// <summary>The broker as the application that hosts it sees it: reads its tables and counts when asked.</summary>
internal sealed class BrokerOverview(
    ConnectionAdmission admission, SessionTable sessions, PeerTable peers, Reservations reservations,
    BrokerEvents events, ReportedStatistics reported, IOptions<PeerBrokerOptions> options) : IPeerBroker
{
    public PeerBrokerStatus GetStatus()
    {
        IReadOnlyList<BrokerSession> connected = sessions.Snapshot();
        ForwardCount forwarded = sessions.SumForwarded();
        EventCounts counts = events.Counts;
        return new PeerBrokerStatus
        {
            StartedAt = events.StartedAt,
            Uptime = events.Uptime,
            IsDraining = sessions.IsClosed,
            Sessions = connected.Count,
            Handshakes = admission.Handshakes,
            Peers = peers.Count,
            ReservedPeers = reservations.Count,
            Routes = connected.Sum(session => session.Hop.CountOpened()),
            WaitingRoutes = peers.WaiterCount,
            Frames = forwarded.Frames,
            Bytes = forwarded.Bytes,
            QueuedBytes = connected.Sum(session => (long)session.Hop.QueuedBytes),
            LargestQueueBytes = connected.Select(session => session.Hop.QueuedBytes).DefaultIfEmpty().Max(),
            RoutesOpened = counts.RoutesOpened,
            RoutesClosed = counts.RoutesClosed.ToDictionary(count => count.Key.ToString(), count => count.Value),
            Refusals = counts.Refusals.ToDictionary(count => count.Key.ToString(), count => count.Value),
            Registrations = counts.Registrations,
            Returns = counts.Returns,
            TakeOvers = counts.TakeOvers,
            Reported = reported.Sum,
        };
    }

    public IReadOnlyList<PeerInfo> ListPeers() =>
        [.. peers.List().Select(listing => PeerView.Show(listing, options.Value.DirectoryClaimTypes))];
}
