namespace PeerRpc.Simulations.Gatherings;

/// <summary>The members of a group, as a process sees them, and what of that cannot be.</summary>
/// <param name="log">Told of what cannot be.</param>
/// <param name="name">Whose view of what it is.</param>
internal sealed class MemberView(GatheringLog log, string name)
{
    private readonly Dictionary<string, PeerInfo> _peers = new(StringComparer.Ordinal);
    private PeerDirectoryUpdate? _last;

    /// <summary>Who is a member and online; null while that is not known.</summary>
    public IEnumerable<string>? Members => _last is not { IsStale: false } known
        ? null
        : known.Peers.Values.Select(peer => peer.State == PeerState.Online ? peer.Id : $"{peer.Id} {peer.State}")
            .Order(StringComparer.Ordinal);

    /// <summary>Watches for as long as the process lives.</summary>
    public async Task RunAsync(PeerGroup group)
    {
        try
        {
            await foreach (PeerDirectoryUpdate update in group.WatchMembersAsync())
                Take(update);
        }
        catch (PeerRpcException error)
        {
            log.Add("WatchEnded", $"{name}: {error.Code}: {error.Message}");
        }
    }

    private void Take(PeerDirectoryUpdate update)
    {
        foreach (string id in update.Gone)
        {
            if (!_peers.Remove(id))
                log.Add("ViewChange", $"{name}: {id} is gone and was not there.");
        }
        foreach (PeerInfo peer in update.Changed)
            _peers[peer.Id] = peer;
        if (!_peers.Keys.Order().SequenceEqual(update.Peers.Keys.Order()))
            log.Add("ViewChange", $"{name}: the changes do not add up to the view.");
        _last = update;
    }
}
