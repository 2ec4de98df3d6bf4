using PeerRpc.Broker.Registry;

namespace PeerRpc.Broker.Groups;

/// <summary>The members of a group, as the registry knows them.</summary>
/// <param name="group">The group.</param>
/// <param name="peers">The registry.</param>
internal sealed class GroupPeers(Group group, PeerTable peers) : IPeerSource
{
    public IReadOnlyList<PeerListing> List(out long number) =>
        [.. group.List(out number).Select(peers.Find).OfType<PeerListing>()];

    public IReadOnlyList<PeerChange>? ReadChanges(long since, out long number) =>
        group.ReadChanges(since, out number)?
            .Select(id => new PeerChange(id, group.HasMember(id) ? peers.Find(id) : null)).ToArray();

    public Task WhenChanged(long number) => group.WhenChanged(number);
}
