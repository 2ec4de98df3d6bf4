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
internal sealed class PeerWatch(Guid epoch, IPeerSource peers, PeerView view, Gathering gathering)
{
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
            await gathering.WaitAsync(cancellationToken);
            await peers.WhenChanged(_number).Branch().WaitAsync(cancellationToken);
        }
    }

    private async IAsyncEnumerable<DirectoryBatch> SnapshotAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _told.Clear();
        _wasToldMore = false;
        foreach (string[] some in peers.List(out _number).Chunk(PeerView.BatchSize))
        {
            PeerInfo[] present = await view.ChooseAsync(peers, some, cancellationToken);
            _told.UnionWith(present.Select(peer => peer.Id));
            if (present.Length > 0)
                yield return new DirectoryBatch(epoch, _number, BatchPart.Snapshot, present, []);
        }
        yield return new DirectoryBatch(epoch, _number, BatchPart.SnapshotEnd, [], []);
    }

    private async IAsyncEnumerable<DirectoryBatch> ChangesAsync(
        IReadOnlyCollection<string> changes, long number, int least,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int told = 0;
        int left = changes.Count;
        foreach (string[] some in changes.Chunk(PeerView.BatchSize))
        {
            // Only with the last of them the watcher knows all up to the number; before, a resume starts over.
            left -= some.Length;
            if (left == 0)
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

    private async ValueTask<DirectoryBatch> ToBatchAsync(string[] changed, CancellationToken cancellationToken)
    {
        PeerInfo[] present = await view.ChooseAsync(peers, changed, cancellationToken);
        HashSet<string> shown = [.. present.Select(peer => peer.Id)];
        string[] others = [.. changed.Where(id => !shown.Contains(id))];
        HashSet<string> gone = [.. others.Where(_told.Remove)];
        // Of others it may have been told earlier. That there was a peer which it may not see it does not learn.
        if (_wasToldMore && others.Length > gone.Count)
            gone.UnionWith(await view.MaySeeAsync([.. others.Except(gone)], cancellationToken));
        _told.UnionWith(shown);
        return new DirectoryBatch(epoch, _number, BatchPart.Changes, present, [.. gone]);
    }
}
