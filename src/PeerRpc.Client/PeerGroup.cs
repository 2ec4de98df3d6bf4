using System.Runtime.CompilerServices;
using PeerRpc.Client.Discovery;
using PeerRpc.Client.Groups;
using PeerRpc.CodeGeneration;
using PeerRpc.Core.Discovery;
using PeerRpc.Core.Groups;
using PeerRpc.Serialization;

namespace PeerRpc.Client;

/// <summary>
/// A group of peers as this client sees it: what is sent to it goes to all of its members but the sender. Getting one
/// sends nothing. It never changes and may be used from any thread; all objects for one name are the same group.
/// </summary>
/// <remarks>
/// What one peer sends comes to every member in its order, at most once. A member that is slow, or away for too long,
/// misses messages, and is told so (<see cref="Gaps"/>); nobody waits for it. A membership outlives connections, and a
/// broker that is restarted.
/// </remarks>
public sealed class PeerGroup
{
    private readonly GroupHubs _hubs;
    private readonly IGroupsController _broker;
    private readonly DirectoryFollower _follower;
    private readonly PeerSerializer _serializer;
    private readonly Func<string> _peerId;

    internal PeerGroup(
        string name, GroupHubs hubs, IGroupsController broker, DirectoryFollower follower, PeerSerializer serializer,
        Func<string> peerId)
    {
        Name = name;
        _hubs = hubs;
        _broker = broker;
        _follower = follower;
        _serializer = serializer;
        _peerId = peerId;
        Gaps = new GroupGaps(hubs, name);
    }

    /// <summary>The group's name.</summary>
    public string Name { get; }

    /// <summary>
    /// Tells of messages that this member has not got, from subscribing on. Completes when the group is left, and fails
    /// when the broker ends the membership: with <see cref="PeerErrorCode.SlowConsumer"/> because this member was too
    /// slow for a broker that cuts such members off, with <see cref="PeerErrorCode.PermissionDenied"/> because it may
    /// not be a member any more or its id has ended. Observers must not block: messages wait behind them.
    /// </summary>
    public IObservable<PeerGroupGap> Gaps { get; }

    /// <summary>
    /// Joins, with the first id that this client has registered: from then on controllers that it has registered are
    /// called with what others send, and topics have messages. Does nothing if this client has joined already.
    /// </summary>
    /// <param name="cancellationToken">
    /// Cancels the waiting, and with it the joining, unless somebody else here waits for it as well.
    /// </param>
    /// <returns>A task that ends when this client is a member.</returns>
    /// <exception cref="InvalidOperationException">This client has not registered an id.</exception>
    /// <exception cref="PeerRpcException">
    /// The policy does not allow it (<see cref="PeerErrorCode.PermissionDenied"/>), the group or this client is at a
    /// limit (<see cref="PeerErrorCode.ResourceExhausted"/>), or the broker could not be asked.
    /// </exception>
    public Task JoinAsync(CancellationToken cancellationToken = default)
    {
        string peerId = _peerId();
        if (peerId.Length == 0)
            throw new InvalidOperationException(
                $"Only a peer can be a member of '{Name}': register an id first, with RegisterAsPeerAsync.");
        return _hubs.UseAsync(Name, hub => hub.JoinAsync(peerId, cancellationToken));
    }

    /// <summary>Leaves; does nothing if this client has not joined.</summary>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    /// <returns>A task that ends when the broker knows; nothing that others send comes any more.</returns>
    /// <exception cref="PeerRpcException">
    /// The broker could not be told, and will count this client as a member until it hears of it or its id ends.
    /// </exception>
    public Task LeaveAsync(CancellationToken cancellationToken = default) =>
        _hubs.UseAsync(Name, hub => hub.LeaveAsync(cancellationToken));

    /// <summary>Lists the members, those included that are on their way back. Also for those who are none.</summary>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    /// <returns>Those that this client may see, in no order.</returns>
    /// <exception cref="PeerRpcException">
    /// This client may not join (<see cref="PeerErrorCode.PermissionDenied"/>), or the broker could not be asked.
    /// </exception>
    public async Task<IReadOnlyList<PeerInfo>> ListMembersAsync(CancellationToken cancellationToken = default)
    {
        List<PeerInfo> members = [];
        IAsyncEnumerable<PeerInfo[]> listed =
            await _broker.MembersAsync(Name, cancellationToken).ConfigureAwait(false);
        await foreach (PeerInfo[] some in listed.ConfigureAwait(false))
            members.AddRange(some);
        return members;
    }

    /// <summary>Follows the members: first all that there are, then every change.</summary>
    /// <remarks>
    /// As <see cref="PeerDirectory.WatchAsync"/>, of the members alone; a member that leaves is gone.
    /// </remarks>
    /// <param name="cancellationToken">Ends the watching.</param>
    /// <returns>The updates, without an end.</returns>
    /// <exception cref="PeerRpcException">
    /// This client may not join (<see cref="PeerErrorCode.PermissionDenied"/>), or has been disposed.
    /// </exception>
    public IAsyncEnumerable<PeerDirectoryUpdate> WatchMembersAsync(CancellationToken cancellationToken = default) =>
        _follower.FollowAsync(
            (epoch, number, token) => WatchAsync(new GroupWatch(Name, epoch, number), token), cancellationToken);

    /// <summary>
    /// Gets a proxy whose one-way methods are called at every other member that has registered the contract, at the
    /// path that it names. This client need not be a member, if the policy lets it.
    /// </summary>
    /// <remarks>
    /// Of a method marked <c>[OneWay]</c> the task ends when the broker has taken the call for all members, and fails
    /// if it has not; a <c>void</c> method only throws what is known at once. Outgoing filters do not run. Methods with
    /// a result, or that carry a stream, a progress or a live object, throw <see cref="NotSupportedException"/>.
    /// </remarks>
    /// <typeparam name="TContract">The contract.</typeparam>
    /// <returns>The proxy, usable from any thread for as long as the client lives.</returns>
    /// <exception cref="InvalidOperationException">The contract has no generated code.</exception>
    public TContract Controller<TContract>()
        where TContract : class =>
        Controller<TContract>(PeerContracts.Get<TContract>().Path);

    /// <summary>As the other one, at another path than the contract names.</summary>
    /// <typeparam name="TContract">The contract.</typeparam>
    /// <param name="path">The path.</param>
    /// <returns>The proxy, usable from any thread for as long as the client lives.</returns>
    /// <exception cref="InvalidOperationException">The contract has no generated code.</exception>
    public TContract Controller<TContract>(string path)
        where TContract : class
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return PeerContracts.Get<TContract>().CreateProxy(
            new GroupInvoker(_broker, Name, path, _peerId, _serializer));
    }

    /// <summary>Gets a topic of the group: messages of one type, without a contract.</summary>
    /// <typeparam name="T">
    /// The type of the messages: any value that a controller's method could take as an argument.
    /// </typeparam>
    /// <param name="name">The topic's name, 1 to 128 bytes of UTF-8.</param>
    /// <returns>The topic; getting it sends nothing.</returns>
    /// <exception cref="ArgumentException">It cannot be a name.</exception>
    /// <exception cref="NotSupportedException">The serializer cannot carry the type.</exception>
    public PeerTopic<T> Topic<T>(string name) => new(this, _hubs, _broker, _serializer.GetCodec<T>(), _peerId, name);

    private async IAsyncEnumerable<DirectoryBatch> WatchAsync(
        GroupWatch watch, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerable<DirectoryBatch> batches =
            await _broker.WatchAsync(watch, cancellationToken).ConfigureAwait(false);
        await foreach (DirectoryBatch batch in batches.WithCancellation(cancellationToken).ConfigureAwait(false))
            yield return batch;
    }
}
