using System.Runtime.CompilerServices;
using PeerRpc.Client.Connections;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Discovery;

namespace PeerRpc.Client.Discovery;

/// <summary>Follows a list of peers over every connection, and while there is none.</summary>
/// <param name="time">The clock.</param>
/// <param name="work">Runs what follows a wait.</param>
/// <param name="window">How long peers may be on their way back; the broker's to say.</param>
/// <param name="closed">Completes when there will be no other connection.</param>
internal sealed class DirectoryFollower(TimeProvider time, WorkScheduler work, Func<TimeSpan> window, Task closed)
{
    /// <summary>Follows it, without an end.</summary>
    /// <param name="watch">Asks the broker for what has changed since a number of an epoch.</param>
    /// <param name="cancellationToken">Ends the watching.</param>
    /// <exception cref="PeerRpcException">The broker refuses, or the client has been disposed.</exception>
    public async IAsyncEnumerable<PeerDirectoryUpdate> FollowAsync(
        Func<Guid, long, CancellationToken, IAsyncEnumerable<DirectoryBatch>> watch,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var replica = new DirectoryReplica();
        long lostAt = 0;
        while (true)
        {
            IAsyncEnumerator<DirectoryBatch> batches =
                watch(replica.Epoch, replica.Number, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using ConfiguredAsyncDisposable disposal = batches.ConfigureAwait(false);
            PeerRpcException? failure = null;
            while (failure is null)
            {
                Task<bool> next = batches.MoveNextAsync().AsTask();
                if (replica.IsWaiting
                    && !await EndsBeforeAsync(next, lostAt, cancellationToken).ConfigureAwait(false)
                    && replica.EndWindow() is { } late)
                    yield return late;
                failure = await FailureOfAsync(next, replica.Epoch != Guid.Empty).ConfigureAwait(false);
                if (failure is null
                    && replica.Apply(batches.Current, IsOver(lostAt), time.GetUtcNow()) is { } update)
                    yield return update;
            }
            if (!replica.IsStale)
                lostAt = time.GetTimestamp();
            if (replica.Lose() is { } stale)
                yield return stale;
            await Resubscribing.WaitAsync(failure.Code, work, time, cancellationToken).ConfigureAwait(false);
            if (closed.IsCompleted)
                throw failure;
        }
    }

    // A limit that meets the first attempt is one that the caller should know of; whoever had a view gets it again.
    private static bool MayPass(PeerErrorCode code, bool hadView) => code is PeerErrorCode.ConnectionLost
        or PeerErrorCode.Unavailable or PeerErrorCode.PeerGone || (hadView && Resubscribing.MayPass(code));

    // Null when there is a batch. A broker never ends a watch on purpose.
    private static async Task<PeerRpcException?> FailureOfAsync(Task<bool> next, bool hadView)
    {
        try
        {
            return await next.ConfigureAwait(false)
                ? null
                : new PeerRpcException(PeerErrorCode.Unavailable, "The broker has ended the watch.");
        }
        catch (PeerRpcException failure) when (MayPass(failure.Code, hadView))
        {
            return failure;
        }
    }

    private bool IsOver(long lostAt) => time.GetElapsedTime(lostAt) >= window();

    // Whether the next batch comes before the window is over.
    private async Task<bool> EndsBeforeAsync(Task next, long lostAt, CancellationToken cancellationToken)
    {
        TimeSpan left = window() - time.GetElapsedTime(lostAt);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task delay = left > TimeSpan.Zero ? work.DelayAsync(left, time, stop.Token) : Task.CompletedTask;
        bool isFirst = await Task.WhenAny(next, delay).ConfigureAwait(false) == next;
        stop.Fire();
        await delay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return isFirst;
    }
}
