using PeerRpc.Benchmarks.Echo;
using PeerRpc.Benchmarks.Product;
using PeerRpc.Benchmarks.Relay;
using PeerRpc.Benchmarks.SignalR;

namespace PeerRpc.Benchmarks;

/// <summary>
/// The systems that can be measured. The first entry is what the others are compared with.
/// </summary>
internal static class EchoSystems
{
    private static readonly IEchoSystem SignalR = new SignalRSystem();

    /// <summary>All of ours, in the order in which they take turns.</summary>
    public static IReadOnlyList<IEchoSystem> All { get; } =
    [
        new RelayEchoSystem("relay", () => new JsonRelayPayload()),
        new ProductEchoSystem(),
        new RelayEchoSystem("relay-opaque", () => new OpaqueRelayPayload()),
    ];

    /// <summary>Finds one by its name, those of others included.</summary>
    public static IEchoSystem Find(string name) => All.Append(SignalR).Single(system => system.Name == name);
}
