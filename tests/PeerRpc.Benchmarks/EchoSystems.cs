using PeerRpc.Benchmarks.Echo;
using PeerRpc.Benchmarks.Product;
using PeerRpc.Benchmarks.Relay;

namespace PeerRpc.Benchmarks;

/// <summary>
/// The systems that can be measured. The first entry is what the others are compared with.
/// </summary>
internal static class EchoSystems
{
    /// <summary>All of them, in the order in which they take turns.</summary>
    public static IReadOnlyList<IEchoSystem> All { get; } =
    [
        new RelayEchoSystem("relay", () => new JsonRelayPayload()),
        new ProductEchoSystem(),
        new RelayEchoSystem("relay-opaque", () => new OpaqueRelayPayload()),
    ];
}
