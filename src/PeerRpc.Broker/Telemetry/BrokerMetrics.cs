using System.Diagnostics;
using System.Diagnostics.Metrics;
using PeerRpc.Broker.Auditing;
using PeerRpc.Broker.Groups;
using PeerRpc.Broker.Registry;
using PeerRpc.Broker.Sessions;

namespace PeerRpc.Broker.Telemetry;

/// <summary>The broker's meter and activity source, both named <c>PeerRpc.Broker</c>.</summary>
/// <remarks>What happens for every frame is counted in plain fields, and summed here when somebody looks.</remarks>
internal sealed class BrokerMetrics
{
    public const string Name = "PeerRpc.Broker";

    public static readonly ActivitySource Activities = new(Name);

    public BrokerMetrics(
        IMeterFactory meters, SessionTable sessions, PeerTable peers, Reservations reservations, GroupTable groups,
        BrokerEvents events)
    {
        EventCounts counts = events.Counts;
        Meter meter = meters.Create(Name);
        meter.CreateObservableGauge("peer_broker.sessions", () => sessions.Count, "{session}", "Connected clients.");
        meter.CreateObservableGauge("peer_broker.peers", () => peers.Count, "{peer}", "Registered peer ids.");
        meter.CreateObservableGauge(
            "peer_broker.peers.reserved", () => reservations.Count, "{peer}",
            "Peer ids that are kept for clients that lost their connection.");
        meter.CreateObservableGauge(
            "peer_broker.routes.waiting", () => peers.WaiterCount, "{route}",
            "Routes that wait for a peer to register.");
        meter.CreateObservableGauge(
            "peer_broker.routes", () => sessions.Snapshot().Sum(session => session.Hop.CountOpened()), "{route}",
            "Open routes.");
        meter.CreateObservableCounter(
            "peer_broker.data.frames", () => sessions.SumForwarded().Frames, "{frame}", "Data frames forwarded.");
        meter.CreateObservableCounter(
            "peer_broker.data.bytes", () => sessions.SumForwarded().Bytes, "By", "Bytes of data frames forwarded.");
        AddGroups(meter, groups);
        meter.CreateObservableGauge(
            "peer_broker.queue", () => sessions.Snapshot().Sum(session => (long)session.Hop.QueuedBytes), "By",
            "Bytes that wait to be sent to clients.");
        meter.CreateObservableCounter(
            "peer_broker.refusals", () => Tag("code", counts.Refusals), "{refusal}",
            "Connections, registrations and routes refused by the broker, by code.");
        meter.CreateObservableCounter(
            "peer_broker.routes.opened", () => counts.RoutesOpened, "{route}",
            "Routes between peers that were opened.");
        meter.CreateObservableCounter(
            "peer_broker.routes.closed", () => Tag("reason", counts.RoutesClosed), "{route}",
            "Routes between peers that have ended, by reason.");
        meter.CreateObservableCounter(
            "peer_broker.registrations", () => counts.Registrations, "{registration}",
            "Peer ids that were registered.");
        meter.CreateObservableCounter(
            "peer_broker.registrations.returned", () => counts.Returns, "{registration}",
            "Peer ids that were registered again by clients for which they were kept.");
        meter.CreateObservableCounter(
            "peer_broker.takeovers", () => counts.TakeOvers, "{session}",
            "Clients that were cut off because newer ones have taken their peer ids.");
    }

    private static void AddGroups(Meter meter, GroupTable groups)
    {
        meter.CreateObservableGauge("peer_broker.groups", () => groups.Count, "{group}", "Groups.");
        meter.CreateObservableGauge(
            "peer_broker.groups.members", () => groups.MemberCount, "{member}",
            "Members of groups, those on their way back included.");
        meter.CreateObservableGauge(
            "peer_broker.groups.kept", () => groups.KeptBytes, "By", "Bytes of messages that groups keep.");
        meter.CreateObservableCounter(
            "peer_broker.groups.messages", () => groups.Counts.Messages, "{message}", "Messages taken for groups.");
        meter.CreateObservableCounter(
            "peer_broker.groups.copies", () => groups.Counts.Copies, "{copy}", "Copies of them given to members.");
        meter.CreateObservableCounter(
            "peer_broker.groups.dropped",
            () => (Measurement<long>[])
            [
                new(groups.Counts.Dropped, new KeyValuePair<string, object?>("reason", "overflow")),
                new(groups.Counts.Missed, new KeyValuePair<string, object?>("reason", "reconnect")),
            ],
            "{copy}", "Copies that members did not get, by reason.");
        meter.CreateObservableCounter(
            "peer_broker.groups.cut", () => groups.Counts.Cut, "{member}", "Members cut off because they were slow.");
    }

    private static IEnumerable<Measurement<long>> Tag<TKey>(string name, IReadOnlyDictionary<TKey, long> counts)
        where TKey : struct, Enum =>
        counts.Select(count => new Measurement<long>(
            count.Value, new KeyValuePair<string, object?>(name, count.Key.ToString())));
}
