using PeerRpc.Client;

namespace PeerRpc.Testing.Tests.Simulation;

/// <summary>One watch of a directory, which finds what cannot have happened.</summary>
internal sealed class DirectoryView
{
    private readonly Dictionary<string, PeerInfo> _peers = new(StringComparer.Ordinal);

    /// <summary>What it was told last; null for nothing yet.</summary>
    public PeerDirectoryUpdate? Last { get; private set; }

    /// <summary>What cannot have happened.</summary>
    public List<string> Findings { get; } = [];

    /// <summary>Watches for as long as the client lives.</summary>
    public async Task RunAsync(PeerClient client)
    {
        await foreach (PeerDirectoryUpdate update in client.Directory.WatchAsync())
            Take(update);
    }

    private void Take(PeerDirectoryUpdate update)
    {
        if (update.IsStale && (update.Changed.Count + update.Gone.Count > 0 || Last is null or { IsStale: true }))
            Findings.Add("A stale update tells of changes, or follows nothing or another one.");
        foreach (string id in update.Gone)
        {
            if (!_peers.Remove(id))
                Findings.Add($"{id} is gone and was not there.");
        }
        foreach (PeerInfo peer in update.Changed)
        {
            if (_peers.TryGetValue(peer.Id, out PeerInfo? known) && Text(known) == Text(peer))
                Findings.Add($"{peer.Id} has changed and is as it was: {Text(peer)}.");
            _peers[peer.Id] = peer;
        }
        if (Text(_peers.Values) != Text(update.Peers.Values))
            Findings.Add($"Changes give {Text(_peers.Values)}, and the view is {Text(update.Peers.Values)}.");
        Last = update;
    }

    public static string Text(IEnumerable<PeerInfo> peers) =>
        string.Join("; ", peers.OrderBy(peer => peer.Id, StringComparer.Ordinal).Select(Text));

    private static string Text(PeerInfo peer) =>
        $"{peer.Id} {peer.State} since {peer.Since:O} {string.Join(',', peer.Metadata)}";
}
