using PeerRpc.Broker.Registry;

namespace PeerRpc.Broker.Groups;

/// <summary>The members of a group, as the registry knows them.</summary>
/// <param name="group">The group.</param>
/// <param name="peers">The registry.</param>
internal sealed class GroupPeers(Group group, PeerTable peers) : IPeerSource
{
    public IReadOnlyList<string> List(out long number) => group.List(out number);

    public IReadOnlyCollection<string>? ReadChanges(long since, out long number) =>
        group.ReadChanges(since, out number);

    public PeerListing? Find(string peerId) => group.HasMember(peerId) ? peers.Find(peerId) : null;

    public Task WhenChanged(long number) => group.WhenChanged(number);
}
