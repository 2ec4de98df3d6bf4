using PeerRpc.Client.Discovery;
using PeerRpc.Client.Groups;
using PeerRpc.Core.Groups;
using PeerRpc.Serialization;

namespace PeerRpc.Client;

/// <summary>Makes the groups of a client.</summary>
/// <param name="broker">The broker's groups.</param>
/// <param name="hubs">What the client has to do with each.</param>
/// <param name="follower">Follows members.</param>
/// <param name="serializer">Writes what is sent.</param>
/// <param name="peerId">The id that the client joins and sends as; empty for none.</param>
internal sealed class PeerGroups(
    IGroupsController broker, GroupHubs hubs, DirectoryFollower follower, PeerSerializer serializer,
    Func<string> peerId)
{
    public PeerGroup Get(string name)
    {
        PeerIdSyntax.Check(name, "the name of a group");
        return new PeerGroup(name, hubs, broker, follower, serializer, peerId);
    }

    /// <summary>The client is closed.</summary>
    public Task CloseAsync() => hubs.CloseAsync();
}
