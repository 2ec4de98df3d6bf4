using System.Runtime.CompilerServices;
using PeerRpc.Broker.Registry;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Discovery;

namespace PeerRpc.Broker.Discovery;

/// <summary>One watcher of the directory, or of a part of it.</summary>
/// <remarks>
/// 1. It is told all peers that it may see, some at a time, or, if it knows them from an earlier connection, only what
/// has changed since. 2. Then it is told every change. Nothing is queued for it: when it takes the next batch, it gets
/// each peer that has changed since the last one as it is then. 3. One that is too far behind gets everything anew.
/// </remarks>
internal sealed class PeerWatch(Guid epoch, IPeerSource peers, PeerView view, Func<CancellationToken, Task> gather)
{
    /// <summary>How many peers are told of at a time.</summary>
    public const int BatchSize = 128;

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private bool _wasToldMore; // on an earlier connection
    private long _number;

    /// <summary>Tells the watcher, for as long as it listens.</summary>
    /// <param name="start">What it knows already.</param>
    /// <param name="cancellationToken">It does not listen any more.</param>
    public async IAsyncEnumerable<DirectoryBatch> RunAsync(
        DirectoryWatch start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        bool hasView = _wasToldMore = start.Epoch == epoch;
        _number = start.Number;
        // The first batch comes even if it is empty: the watcher learns that what it knows is true again.
        for (int least = 1; ; least = 0)
        {
            IAsyncEnumerable<DirectoryBatch> batches =
                hasView && peers.ReadChanges(_number, out long number) is { } changes
                    ? ChangesAsync(changes, number, least, cancellationToken)
                    : SnapshotAsync(cancellationToken);
            await foreach (DirectoryBatch batch in batches)
                yield return batch;
            hasView = true;
            await gather(cancellationToken);
            await peers.WhenChanged(_number).Branch().WaitAsync(cancellationToken);
        }
    }

    private async IAsyncEnumerable<DirectoryBatch> SnapshotAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _told.Clear();
        _wasToldMore = false;
        IReadOnlyList<PeerListing> all = peers.List(out _number);
        foreach (PeerListing[] some in all.Chunk(BatchSize))
        {
            PeerInfo[] present = await view.ChooseAsync(some, cancellationToken);
            _told.UnionWith(present.Select(peer => peer.Id));
            if (present.Length > 0)
                yield return new DirectoryBatch(epoch, _number, BatchPart.Snapshot, present, []);
        }
        yield return new DirectoryBatch(epoch, _number, BatchPart.SnapshotEnd, [], []);
    }

    private async IAsyncEnumerable<DirectoryBatch> ChangesAsync(
        IReadOnlyList<PeerChange> changes, long number, int least,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int told = 0;
        for (int at = 0; at < changes.Count; at += BatchSize)
        {
            PeerChange[] some = [.. changes.Skip(at).Take(BatchSize)];
            // Only with the last of them the watcher knows all up to the number; before, a resume starts over.
            if (at + BatchSize >= changes.Count)
                _number = number;
            DirectoryBatch batch = await ToBatchAsync(some, cancellationToken);
            if (batch.Present.Length + batch.Gone.Length == 0)
                continue;
            told++;
            yield return batch;
        }
        _number = number;
        if (told < least)
            yield return new DirectoryBatch(epoch, _number, BatchPart.Changes, [], []);
    }

    private async ValueTask<DirectoryBatch> ToBatchAsync(PeerChange[] changes, CancellationToken cancellationToken)
    {
        PeerInfo[] present = await view.ChooseAsync(
            changes.Where(change => change.Peer is not null).Select(change => change.Peer!), cancellationToken);
        HashSet<string> shown = [.. present.Select(peer => peer.Id)];
        string[] others = [.. changes.Select(change => change.PeerId).Where(id => !shown.Contains(id))];
        HashSet<string> gone = [.. others.Where(_told.Remove)];
        // Of others it may have been told earlier. That there was a peer which it may not see it does not learn.
        if (_wasToldMore && others.Length > gone.Count)
            gone.UnionWith(await view.MaySeeAsync([.. others.Except(gone)], cancellationToken));
        _told.UnionWith(shown);
        return new DirectoryBatch(epoch, _number, BatchPart.Changes, present, [.. gone]);
    }
}
