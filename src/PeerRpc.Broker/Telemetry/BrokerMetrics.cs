using System.Diagnostics;
using System.Diagnostics.Metrics;
using PeerRpc.Broker.Registry;
using PeerRpc.Broker.Sessions;

namespace PeerRpc.Broker.Telemetry;

/// <summary>The broker's meter and activity source, both named <c>PeerRpc.Broker</c>.</summary>
/// <remarks>What happens for every frame is counted in plain fields, and summed here when somebody looks.</remarks>
internal sealed class BrokerMetrics
{
    public const string Name = "PeerRpc.Broker";

    public static readonly ActivitySource Activities = new(Name);

    private readonly Counter<long> _refusals;

    public BrokerMetrics(IMeterFactory meters, SessionTable sessions, PeerTable peers, Reservations reservations)
    {
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
        _refusals = meter.CreateCounter<long>(
            "peer_broker.refusals", "{refusal}", "Connections and routes refused by the broker, by code.");
    }

    public void CountRefusal(PeerErrorCode code) =>
        _refusals.Add(1, new KeyValuePair<string, object?>("code", code.ToString()));
}
