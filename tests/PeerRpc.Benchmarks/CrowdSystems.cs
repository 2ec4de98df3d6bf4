using PeerRpc.Benchmarks.Bare;
using PeerRpc.Benchmarks.Crowds;
using PeerRpc.Benchmarks.Product;
using PeerRpc.Benchmarks.Relay;

namespace PeerRpc.Benchmarks;

/// <summary>What many clients can be connected to. The first is what the others are compared with.</summary>
internal static class CrowdSystems
{
    // Hello, the route to the broker, and the registration.
    private const int ExchangesOfTheProduct = 3;

    /// <summary>All of them, in the order in which they take turns.</summary>
    public static IReadOnlyList<ICrowdSystem> All { get; } =
    [
        new BareCrowdSystem("websocket", exchanges: 0),
        new BareCrowdSystem("exchanges", ExchangesOfTheProduct),
        new ProductCrowdSystem(),
    ];

    /// <summary>Those that can tell all clients something.</summary>
    public static IReadOnlyList<ICrowdSystem> Telling { get; } = [new RelayCrowdSystem(), new ProductCrowdSystem()];

    /// <summary>Finds any of them.</summary>
    public static ICrowdSystem Find(string name) => All.Concat(Telling).First(system => system.Name == name);

    /// <summary>Those whose clients can call one another.</summary>
    public static IReadOnlyList<ICrowdSystem> Calling { get; } = [new ProductCrowdSystem()];
}
