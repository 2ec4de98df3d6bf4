using PeerRpc.Client.Discovery;
using PeerRpc.Client.Groups;
using PeerRpc.Client.Reconciliation;
using PeerRpc.Core.Groups;
using PeerRpc.Serialization;

namespace PeerRpc.Client;

/// <summary>What the groups of a client work with.</summary>
/// <param name="Broker">The broker's groups.</param>
/// <param name="Hubs">What the client has to do with each.</param>
/// <param name="Follower">Follows members.</param>
/// <param name="Serializer">Writes what is sent.</param>
/// <param name="SenderId">The id that the client sends as; empty for none.</param>
/// <param name="MemberId">The id that it joins with; empty for none.</param>
internal sealed record GroupParts(
    IGroupsController Broker, GroupHubs Hubs, DirectoryFollower Follower, PeerSerializer Serializer,
    Func<string> SenderId, Func<string> MemberId)
{
    /// <summary>Finds a peer.</summary>
    public required Func<string, RemotePeer> Peer { get; init; }

    /// <summary>For those who keep members the same.</summary>
    public required ReconcilerServices Reconcilers { get; init; }
}
