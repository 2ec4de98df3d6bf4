using System.Collections.Immutable;
using PeerRpc.Core.Discovery;

namespace PeerRpc.Client.Discovery;

/// <summary>A watcher's own view of the directory: takes batches and time, and gives what has changed.</summary>
/// <remarks>
/// 1. A snapshot is compared with what was known, so that whoever watches is told only differences. 2. A broker that
/// was started anew does not know yet who is on the way back to it. So whoever is missing in its snapshot counts as
/// reconnecting until the window is over, which began when the old broker was lost, and only then as gone.
/// </remarks>
internal sealed class DirectoryReplica
{
    private readonly Dictionary<string, PeerInfo> _snapshot = new(StringComparer.Ordinal);
    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);
    private ImmutableDictionary<string, PeerInfo> _peers =
        ImmutableDictionary<string, PeerInfo>.Empty.WithComparers(StringComparer.Ordinal);

    private bool _hasView;

    /// <summary>Whether the broker cannot be reached, as far as is known.</summary>
    public bool IsStale { get; private set; }

    /// <summary>Names the directory that is seen; zeros for none.</summary>
    public Guid Epoch { get; private set; }

    /// <summary>The last change that is known.</summary>
    public long Number { get; private set; }

    /// <summary>Whether some peers are missing that may be on their way back.</summary>
    public bool IsWaiting => _missing.Count > 0;

    /// <summary>The broker cannot be reached.</summary>
    /// <returns>What to tell; null if that is known, or nothing is known at all.</returns>
    public PeerDirectoryUpdate? Lose()
    {
        // A snapshot that was cut off is told anew, and who was in it may be gone by then.
        _snapshot.Clear();
        if (IsStale || !_hasView)
            return null;
        IsStale = true;
        return new PeerDirectoryUpdate { Peers = _peers, IsStale = true };
    }

    /// <summary>Takes what has come.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="isWindowOver">Whether nobody can be on the way back any more from the broker that was lost.</param>
    /// <param name="now">By the clock of this process.</param>
    /// <returns>What to tell; null for nothing.</returns>
    public PeerDirectoryUpdate? Apply(DirectoryBatch batch, bool isWindowOver, DateTimeOffset now)
    {
        if (batch.Part != BatchPart.Changes)
        {
            foreach (PeerInfo peer in batch.Present)
                _snapshot[peer.Id] = peer;
            return batch.Part == BatchPart.SnapshotEnd ? EndSnapshot(batch, isWindowOver, now) : null;
        }
        Number = batch.Number;
        string[] gone = [.. batch.Gone.Where(_peers.ContainsKey)];
        _missing.ExceptWith(batch.Present.Select(peer => peer.Id));
        // Who has come and gone in the meantime is told as gone alone, and is not waited for any more.
        _missing.ExceptWith(batch.Gone);
        return Change([.. batch.Present.Where(peer => !IsKnown(peer))], gone);
    }

    /// <summary>The window of the broker that was lost is over: who is still missing is gone.</summary>
    public PeerDirectoryUpdate? EndWindow()
    {
        string[] gone = [.. _missing];
        _missing.Clear();
        return Change([], gone);
    }

    private PeerDirectoryUpdate? EndSnapshot(DirectoryBatch batch, bool isWindowOver, DateTimeOffset now)
    {
        bool isOtherBroker = _hasView && batch.Epoch != Epoch;
        string[] absent = [.. _peers.Keys.Where(id => !_snapshot.ContainsKey(id))];
        List<PeerInfo> changed = [.. _snapshot.Values.Where(peer => !IsKnown(peer))];
        _missing.Clear();
        if (isOtherBroker && !isWindowOver)
        {
            _missing.UnionWith(absent);
            changed.AddRange(absent.Select(id => _peers[id])
                .Where(peer => peer.State != PeerState.Reconnecting).Select(peer => ToReconnecting(peer, now)));
            absent = [];
        }
        bool isFirst = !_hasView;
        _hasView = true;
        (Epoch, Number) = (batch.Epoch, batch.Number);
        _snapshot.Clear();
        return Change(changed, absent) ?? (isFirst ? new PeerDirectoryUpdate { Peers = _peers } : null);
    }

    private static PeerInfo ToReconnecting(PeerInfo peer, DateTimeOffset now) => new()
    {
        Id = peer.Id,
        State = PeerState.Reconnecting,
        Since = now,
        Controllers = peer.Controllers,
        Capabilities = peer.Capabilities,
        Metadata = peer.Metadata,
        Claims = peer.Claims,
    };

    // A snapshot says again what is known, and so does a peer after each reconnect.
    private bool IsKnown(PeerInfo peer) => _peers.TryGetValue(peer.Id, out PeerInfo? known) && known.Says(peer);

    private PeerDirectoryUpdate? Change(List<PeerInfo> changed, string[] gone)
    {
        if (changed.Count + gone.Length == 0 && !IsStale)
            return null;
        IsStale = false;
        _peers = _peers.SetItems(changed.Select(peer => KeyValuePair.Create(peer.Id, peer))).RemoveRange(gone);
        return new PeerDirectoryUpdate { Peers = _peers, Changed = changed, Gone = gone };
    }
}
