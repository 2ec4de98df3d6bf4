using PeerRpc.Benchmarks.Bare;
using PeerRpc.Benchmarks.Crowds;
using PeerRpc.Benchmarks.Product;

namespace PeerRpc.Benchmarks;

/// <summary>What many clients can be connected to. The first is what the others are compared with.</summary>
internal static class CrowdSystems
{
    /// <summary>All of them, in the order in which they take turns.</summary>
    public static IReadOnlyList<ICrowdSystem> All { get; } = [new BareCrowdSystem(), new ProductCrowdSystem()];

    /// <summary>Those whose clients can call one another.</summary>
    public static IReadOnlyList<ICrowdSystem> Calling { get; } = [new ProductCrowdSystem()];
}
