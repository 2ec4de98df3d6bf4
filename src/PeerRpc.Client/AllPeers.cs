using System.Runtime.CompilerServices;
using PeerRpc.Client.Balancing;
using PeerRpc.Core.Balancing;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Connections;

namespace PeerRpc.Client;

/// <summary>
/// All peers that match a filter, each of which is asked; getting it sends nothing. It never changes and may be used
/// from any thread.
/// </summary>
/// <remarks>
/// Who is asked is decided when the asking begins: all that are in the directory then, in whatever state, this client
/// itself included if it matches.
/// </remarks>
public sealed class AllPeers
{
    private const int DefaultConcurrency = 64;

    private readonly PeerClient _client;
    private readonly PeerPool _pool;
    private readonly RemoteCallSettings _settings;
    private readonly int _concurrency;

    internal AllPeers(
        PeerClient client, PeerPool pool, RemoteCallSettings settings, int concurrency = DefaultConcurrency)
    {
        _client = client;
        _pool = pool;
        _settings = settings;
        _concurrency = concurrency;
    }

    /// <summary>The same peers with another deadline.</summary>
    /// <param name="deadline">
    /// How long the whole may take; <see cref="Timeout.InfiniteTimeSpan"/> for no deadline.
    /// </param>
    /// <returns>A new object.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or zero.</exception>
    public AllPeers WithDeadline(TimeSpan deadline)
    {
        if (deadline != Timeout.InfiniteTimeSpan)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(deadline, TimeSpan.Zero);
        return new AllPeers(_client, _pool, _settings with { Deadline = deadline }, _concurrency);
    }

    /// <summary>The same peers, of which so many are asked at a time; 64 by default.</summary>
    /// <param name="calls">How many, at least 1.</param>
    /// <returns>A new object.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public AllPeers WithConcurrency(int calls)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(calls, 1);
        return new AllPeers(_client, _pool, _settings, calls);
    }

    /// <summary>Calls a method of every peer, and gives the answers in the order in which they come.</summary>
    /// <typeparam name="TContract">The contract.</typeparam>
    /// <typeparam name="TResult">The type of the result.</typeparam>
    /// <param name="call">
    /// Makes the call with the proxy and the token that it is given. Every call that it makes with this proxy ends by
    /// the deadline of the whole.
    /// </param>
    /// <param name="cancellationToken">Cancels what is under way, and the enumeration.</param>
    /// <returns>
    /// One answer for each peer: a result, or how the call failed. By the deadline all have come, those of peers that
    /// have not answered as <see cref="PeerErrorCode.DeadlineExceeded"/>. Enumerating it makes the calls; ending that
    /// early cancels them.
    /// </returns>
    /// <exception cref="PeerRpcException">It could not be found out which peers there are.</exception>
    public IAsyncEnumerable<PeerAnswer<TResult>> CallAsync<TContract, TResult>(
        Func<TContract, CancellationToken, Task<TResult>> call, CancellationToken cancellationToken = default)
        where TContract : class
    {
        ArgumentNullException.ThrowIfNull(call);
        return AskAsync(async (peer, token) =>
        {
            try
            {
                TContract proxy = peer.Controller<TContract>();
                return new PeerAnswer<TResult>(peer.Id, await call(proxy, token).ConfigureAwait(false), null);
            }
            catch (PeerRpcException failure)
            {
                return new PeerAnswer<TResult>(peer.Id, default, failure);
            }
        }, (id, failure) => new PeerAnswer<TResult>(id, default, failure), cancellationToken);
    }

    /// <summary>Calls a method without a result of every peer; see the other overload.</summary>
    /// <typeparam name="TContract">The contract.</typeparam>
    /// <param name="call">Makes the call with the proxy and the token that it is given.</param>
    /// <param name="cancellationToken">Cancels what is under way, and the enumeration.</param>
    /// <returns>One answer for each peer, in the order in which they come.</returns>
    /// <exception cref="PeerRpcException">It could not be found out which peers there are.</exception>
    public IAsyncEnumerable<PeerAnswer> CallAsync<TContract>(
        Func<TContract, CancellationToken, Task> call, CancellationToken cancellationToken = default)
        where TContract : class
    {
        ArgumentNullException.ThrowIfNull(call);
        return AskAsync(async (peer, token) =>
        {
            try
            {
                await call(peer.Controller<TContract>(), token).ConfigureAwait(false);
                return new PeerAnswer(peer.Id, null);
            }
            catch (PeerRpcException failure)
            {
                return new PeerAnswer(peer.Id, failure);
            }
        }, (id, failure) => new PeerAnswer(id, failure), cancellationToken);
    }

    private async IAsyncEnumerable<TAnswer> AskAsync<TAnswer>(
        Func<RemotePeer, CancellationToken, Task<TAnswer>> ask, Func<string, PeerRpcException, TAnswer> toAnswer,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PoolAttempts attempts = new(_pool.Calls, PoolOrder.RoundRobin, false, _settings, _settings.Deadline);
        IReadOnlyList<PoolMember> members = await attempts.KnownAsync(cancellationToken).ConfigureAwait(false);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answers = new AnswerQueue<TAnswer>(_client.Options.Work);
        int begun = 0;
        try
        {
            for (int given = 0; given < members.Count; given++)
            {
                while (begun < members.Count && begun - given < _concurrency)
                    answers.Add(BeginAsync(members[begun++].Id));
                yield return await answers.NextAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            stop.Fire();
            await answers.EndAsync().ConfigureAwait(false);
        }

        Task<TAnswer> BeginAsync(string id)
        {
            TimeSpan rest = attempts.Rest;
            return rest == TimeSpan.Zero
                ? Task.FromResult(toAnswer(id, new PeerDeadlineExceededException(
                    "The deadline passed before the peer was asked.", Executed.No)))
                : ask(_client.Peer(id).WithDeadline(rest), stop.Token);
        }
    }
}
