using PeerRpc.Benchmarks.Bulk;
using PeerRpc.Benchmarks.Product;
using PeerRpc.Benchmarks.Relay;
using PeerRpc.Benchmarks.SignalR;

namespace PeerRpc.Benchmarks;

/// <summary>The ways to move bulk that can be measured. The first is what the others are compared with.</summary>
internal static class BulkSystems
{
    /// <summary>All of ours, in the order in which they take turns.</summary>
    public static IReadOnlyList<IBulkSystem> All { get; } =
    [
        new RelayBulkSystem(),
        new ProductBulkSystem(BulkForm.Stream),
        new ProductBulkSystem(BulkForm.Items),
        new ProductBulkSystem(BulkForm.Chunks),
    ];

    /// <summary>All, those of others behind ours.</summary>
    public static IReadOnlyList<IBulkSystem> WithOthers { get; } = [.. All, new SignalRSystem()];

    /// <summary>Finds one by its name.</summary>
    public static IBulkSystem Find(string name) => WithOthers.Single(system => system.Name == name);
}
