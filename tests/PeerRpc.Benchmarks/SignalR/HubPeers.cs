using System.Collections.Concurrent;
using System.Threading.Channels;

namespace PeerRpc.Benchmarks.SignalR;

/// <summary>What the hub knows besides its connections: who is called how, and the transfers under way.</summary>
internal sealed class HubPeers
{
    /// <summary>Connection ids by peer id.</summary>
    public ConcurrentDictionary<string, string> Connections { get; } = new();

    /// <summary>Where the chunks of a transfer go, by its number.</summary>
    public ConcurrentDictionary<Guid, ChannelWriter<byte[]>> Transfers { get; } = new();
}
