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
    private readonly IDirectoryController _directory;
    private readonly OwnDescription _own;
    private readonly DirectoryFollower _follower;

    internal PeerDirectory(IDirectoryController directory, OwnDescription own, DirectoryFollower follower)
    {
        _directory = directory;
        _own = own;
        _follower = follower;
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
    public IAsyncEnumerable<PeerDirectoryUpdate> WatchAsync(
        PeerFilter? filter = null, CancellationToken cancellationToken = default) =>
        _follower.FollowAsync(
            (epoch, number, token) =>
                _directory.Watch(new DirectoryWatch(filter ?? new PeerFilter(), epoch, number), token),
            cancellationToken);

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
}
