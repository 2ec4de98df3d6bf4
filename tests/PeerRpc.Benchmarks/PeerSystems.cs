using Microsoft.AspNetCore.SignalR.Client;
using PeerRpc.Benchmarks.Peers;
using PeerRpc.Client;

namespace PeerRpc.Benchmarks;

/// <summary>The systems that <c>peers</c> compares. The first is what the others are measured by.</summary>
internal static class PeerSystems
{
    /// <summary>All of them, in the order in which they take turns.</summary>
    public static IReadOnlyList<IPeerSystem> All { get; } =
    [
        new OwnPeerSystem("relay", typeof(PeerSystems), "no acknowledgement, no policy, no credit"),
        new OwnPeerSystem("peerrpc", typeof(PeerClient), "anonymous peers allowed"),
        new OwnPeerSystem(
            "signalr",
            typeof(HubConnection),
            "1 024 parallel invocations per client; no negotiation; buffers of the clients 64 KiB"),
        new NodePeerSystem(
            new PeerFacts(
                "nats",
                "@nats-io/transport-node 3.4.0",
                Runtime: "",
                "TCP",
                "JSON",
                "no stack traces of requests; a subscription with a callback; requests through one inbox"),
            broker: "nats-server",
            package: "nats-server"),
        new NodePeerSystem(
            new PeerFacts(
                "deepkit",
                "@deepkit/rpc 1.0.19",
                Runtime: "",
                "WebSocket",
                "BSON",
                "peer to peer through its kernel; no compression; the security hooks allow everything")),
    ];
}
