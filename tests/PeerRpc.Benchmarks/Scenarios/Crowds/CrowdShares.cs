using PeerRpc.Benchmarks.Crowds;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>How a crowd is spread over processes.</summary>
internal static class CrowdShares
{
    /// <summary>How many processes the clients of a crowd need.</summary>
    public static int ProcessesFor(CrowdOptions options) =>
        (options.Peers + options.PeersPerProcess - 1) / options.PeersPerProcess;

    /// <summary>How many clients chat: they live in one process, and it may have fewer.</summary>
    public static int ChattingOf(CrowdOptions options) =>
        Math.Min(options.Chatting, options.Peers / ProcessesFor(options));
}
