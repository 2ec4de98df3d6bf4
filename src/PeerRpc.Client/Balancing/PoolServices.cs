using PeerRpc.Core.Calls;
using PeerRpc.Core.Connections;

namespace PeerRpc.Client.Balancing;

/// <summary>What pools need of their client.</summary>
/// <param name="Watch">Follows the directory.</param>
/// <param name="Open">Finds the link to a peer.</param>
/// <param name="Time">The clock.</param>
/// <param name="Work">Runs what must not run where it arises.</param>
internal sealed record PoolServices(
    Func<PeerFilter, CancellationToken, IAsyncEnumerable<PeerDirectoryUpdate>> Watch,
    Func<string, IOutgoingCallSource> Open,
    TimeProvider Time,
    WorkScheduler Work);
