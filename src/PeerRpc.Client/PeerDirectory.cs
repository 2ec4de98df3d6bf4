using System.Runtime.CompilerServices;
using PeerRpc.Client.Discovery;
using PeerRpc.Core.Discovery;

namespace PeerRpc.Client;

/// <summary>
/// Who is there, as the broker knows it, and what they say of themselves. All members may be used from any thread.
/// </summary>
/// <remarks>
/// A client sees the peers that the broker's policy lets it see: by default those that it may call. The others are to
/// it as if they were not there.
/// </remarks>
public sealed class PeerDirectory
{
    // After a failure that is not the connection's: the broker is busy, or its policies do not answer.
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly IDirectoryController _directory;
    private readonly OwnDescription _own;
    private readonly PeerClientOptions _options;
    private readonly Func<TimeSpan> _window;

    internal PeerDirectory(
        IDirectoryController directory, OwnDescription own, PeerClientOptions options, Func<TimeSpan> window)
    {
        _directory = directory;
        _own = own;
        _options = options;
        _window = window;
    }

    /// <summary>Lists the peers that are there now, those included that are on their way back.</summary>
    /// <param name="filter">Which; <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    /// <returns>The peers, in no order.</returns>
    /// <exception cref="PeerRpcException">The broker could not be asked, or failed.</exception>
    public async Task<IReadOnlyList<PeerInfo>> ListAsync(
        PeerFilter? filter = null, CancellationToken cancellationToken = default)
    {
        List<PeerInfo> peers = [];
        await foreach (PeerInfo[] some in _directory.List(filter ?? new PeerFilter(), cancellationToken)
            .ConfigureAwait(false))
            peers.AddRange(some);
        return peers;
    }

    /// <summary>Gets what is known of one peer.</summary>
    /// <param name="peerId">Its id.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    /// <returns>The peer; <see langword="null"/> if there is none that this client may see.</returns>
    /// <exception cref="PeerRpcException">The broker could not be asked, or failed.</exception>
    /// <exception cref="ArgumentException">It is not a peer id.</exception>
    public Task<PeerInfo?> GetAsync(string peerId, CancellationToken cancellationToken = default)
    {
        PeerIdSyntax.Check(peerId);
        return _directory.GetAsync(peerId, cancellationToken);
    }

    /// <summary>Follows the peers: first all that are there, then every change.</summary>
    /// <remarks>
    /// Several changes of one peer may come as one, and a watcher that takes its time misses none: the next update has
    /// all that has happened. While the broker cannot be reached, the view is stale, and nobody is reported gone. After
    /// that only what has really changed is told. When the broker itself was restarted, peers that are not back yet
    /// count as reconnecting until the resume window is over.
    /// </remarks>
    /// <param name="filter">Which peers; <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Ends the watching.</param>
    /// <returns>The updates, without an end.</returns>
    /// <exception cref="PeerRpcException">The broker refuses, or the client has been disposed.</exception>
    public async IAsyncEnumerable<PeerDirectoryUpdate> WatchAsync(
        PeerFilter? filter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var replica = new DirectoryReplica();
        long lostAt = 0;
        while (true)
        {
            var watch = new DirectoryWatch(filter ?? new PeerFilter(), replica.Epoch, replica.Number);
            IAsyncEnumerator<DirectoryBatch> batches =
                _directory.Watch(watch, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using ConfiguredAsyncDisposable disposal = batches.ConfigureAwait(false);
            PeerRpcException? failure = null;
            while (failure is null)
            {
                Task<bool> next = batches.MoveNextAsync().AsTask();
                if (replica.IsWaiting
                    && !await EndsBeforeAsync(next, lostAt, cancellationToken).ConfigureAwait(false)
                    && replica.EndWindow() is { } late)
                    yield return late;
                failure = await FailureOfAsync(next).ConfigureAwait(false);
                if (failure is null
                    && replica.Apply(batches.Current, IsOver(lostAt), _options.TimeProvider.GetUtcNow()) is { } update)
                    yield return update;
            }
            if (!replica.IsStale)
                lostAt = _options.TimeProvider.GetTimestamp();
            if (replica.Lose() is { } stale)
                yield return stale;
            if (failure.Code != PeerErrorCode.ConnectionLost)
                await _options.Work.DelayAsync(RetryDelay, _options.TimeProvider, cancellationToken)
                    .ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Tells everybody who may see this client what it can do, under all of its ids, now and after every reconnect.
    /// What it serves is told without this.
    /// </summary>
    /// <param name="profile">Takes the place of what was told before.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    /// <returns>A task that ends when the broker has it.</returns>
    /// <exception cref="PeerRpcException">
    /// It is too large (<see cref="PeerErrorCode.InvalidArgument"/>), and what was told before holds; or the broker
    /// could not be reached.
    /// </exception>
    public Task PublishAsync(PeerProfile profile, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return _own.PublishAsync(profile, cancellationToken);
    }

    private static bool MayPass(PeerErrorCode code) => code is PeerErrorCode.ConnectionLost
        or PeerErrorCode.Unavailable or PeerErrorCode.ResourceExhausted or PeerErrorCode.PeerGone;

    // Null when there is a batch. A broker never ends a watch on purpose.
    private static async Task<PeerRpcException?> FailureOfAsync(Task<bool> next)
    {
        try
        {
            return await next.ConfigureAwait(false)
                ? null
                : new PeerRpcException(PeerErrorCode.Unavailable, "The broker has ended the watch.");
        }
        catch (PeerRpcException failure) when (MayPass(failure.Code))
        {
            return failure;
        }
    }

    // On this thread: what listens is the delay.
    private static void Fire(CancellationTokenSource source) => source.Cancel();

    private bool IsOver(long lostAt) => _options.TimeProvider.GetElapsedTime(lostAt) >= _window();

    // Whether the next batch comes before the window is over.
    private async Task<bool> EndsBeforeAsync(Task next, long lostAt, CancellationToken cancellationToken)
    {
        TimeSpan left = _window() - _options.TimeProvider.GetElapsedTime(lostAt);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task delay = left > TimeSpan.Zero
            ? _options.Work.DelayAsync(left, _options.TimeProvider, stop.Token)
            : Task.CompletedTask;
        bool isFirst = await Task.WhenAny(next, delay).ConfigureAwait(false) == next;
        Fire(stop);
        await delay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return isFirst;
    }
}
