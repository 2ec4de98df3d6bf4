using PeerRpc.Benchmarks.Crowds;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>How a crowd is spread over processes.</summary>
internal static class CrowdShares
{
    /// <summary>How many processes the clients of a crowd need.</summary>
    public static int ProcessesFor(CrowdOptions options) =>
        (options.Peers + options.PeersPerProcess - 1) / options.PeersPerProcess;
}
