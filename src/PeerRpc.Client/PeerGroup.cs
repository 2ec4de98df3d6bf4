using System.Runtime.CompilerServices;
using PeerRpc.Client.Reconciliation;
using PeerRpc.CodeGeneration;
using PeerRpc.Core.Discovery;
using PeerRpc.Core.Groups;

namespace PeerRpc.Client;

/// <summary>
/// A group of peers as this client sees it: what is sent to it goes to all of its members but the sender. Getting one
/// sends nothing. It never changes and may be used from any thread; all objects for one name are the same group.
/// </summary>
/// <remarks>
/// What one peer sends comes to every member in its order, at most once. A member that is slow, or away for too long,
/// misses messages, and is told so (<see cref="Gaps"/>); nobody waits for it. A membership outlives connections, a
/// broker that is restarted, and the loss of the id.
/// </remarks>
public sealed class PeerGroup
{
    private readonly GroupParts _parts;

    internal PeerGroup(string name, GroupParts parts)
    {
        Name = name;
        _parts = parts;
        Gaps = new PeerEvents<PeerGroupGap>(
            observer => parts.Hubs.Subscribe(name, hub => hub.Subscribe(observer)));
    }

    /// <summary>The group's name.</summary>
    public string Name { get; }

    /// <summary>
    /// Tells of messages that this member has not got, from subscribing on. Completes when the group is left, and fails
    /// when the membership ends otherwise: with <see cref="PeerErrorCode.SlowConsumer"/> because this member was too
    /// slow for a broker that cuts such members off, with <see cref="PeerErrorCode.PermissionDenied"/> because the
    /// policy does not allow it any more or its id was given up. When the id is lost, it is not the end: as soon as the
    /// client has it again, it is a member again, and a gap of unknown size is told. So it is with every end but
    /// leaving while a reconciliation keeps this client a member (<see
    /// cref="Reconcile{TContract}(Func{TContract, CancellationToken, Task})"/>). Observers must not block: messages
    /// wait behind them.
    /// </summary>
    public PeerEvents<PeerGroupGap> Gaps { get; }

    /// <summary>
    /// Joins: from then on controllers that this client has registered are called with what others send, and topics
    /// have messages. Does nothing if this client has joined already.
    /// </summary>
    /// <remarks>
    /// It joins with the first id that <see cref="PeerClientOptions.PeerIds"/> names, and waits until the client has
    /// that. If none is named there, it joins with the first that is registered. A membership lasts until it is left,
    /// the id is given up, or the broker does not want it any more (<see cref="Gaps"/>): also while the id is lost.
    /// </remarks>
    /// <param name="cancellationToken">
    /// Cancels the waiting, and with it the joining, unless somebody else here waits for it as well.
    /// </param>
    /// <returns>A task that ends when this client is a member.</returns>
    /// <exception cref="InvalidOperationException">
    /// This client has not registered an id, and its options name none.
    /// </exception>
    /// <exception cref="PeerRpcException">
    /// The policy does not allow it (<see cref="PeerErrorCode.PermissionDenied"/>), the group or this client is at a
    /// limit (<see cref="PeerErrorCode.ResourceExhausted"/>), or the broker could not be asked.
    /// </exception>
    public Task JoinAsync(CancellationToken cancellationToken = default)
    {
        string peerId = GetMemberId();
        return _parts.Hubs.UseAsync(Name, hub => hub.JoinAsync(peerId, cancellationToken));
    }

    /// <summary>
    /// Leaves; does nothing if this client has not joined. A reconciliation that keeps it a member does so again after
    /// the next <see cref="JoinAsync"/>.
    /// </summary>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    /// <returns>A task that ends when the broker knows; nothing that others send comes any more.</returns>
    /// <exception cref="PeerRpcException">
    /// The broker could not be told, and will count this client as a member until it hears of it or its id ends.
    /// </exception>
    public Task LeaveAsync(CancellationToken cancellationToken = default) =>
        _parts.Hubs.UseAsync(Name, hub => hub.LeaveAsync(cancellationToken));

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
            await _parts.Broker.MembersAsync(Name, cancellationToken).ConfigureAwait(false);
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
        _parts.Follower.FollowAsync(
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
            new GroupInvoker(_parts.Broker, Name, path, _parts.SenderId, _parts.Serializer));
    }

    /// <summary>Gets a topic of the group: messages of one type, without a contract.</summary>
    /// <typeparam name="T">
    /// The type of the messages: any value that a controller's method could take as an argument.
    /// </typeparam>
    /// <param name="name">The topic's name, 1 to 128 bytes of UTF-8.</param>
    /// <returns>The topic; getting it sends nothing.</returns>
    /// <exception cref="ArgumentException">It cannot be a name.</exception>
    /// <exception cref="NotSupportedException">The serializer cannot carry the type.</exception>
    public PeerTopic<T> Topic<T>(string name) => new(this, _parts, name);

    /// <summary>
    /// Keeps what this client has the same as what the other members have: makes it a member, and has it compare with
    /// each of the others, through the contract at the path that it names, whenever one of the two may have missed
    /// something of the other.
    /// </summary>
    /// <remarks>
    /// <para>
    /// What is sent to a group comes at most once: a member that was away, or slow, or whose broker was restarted, has
    /// missed some of it, and of a send that failed nobody knows whom it has reached. So members that hold the same
    /// thing send each change to the group, which is fast, and compare, which makes up for what was lost.
    /// </para>
    /// <para>
    /// <paramref name="reconcile"/> is called with a member that has come, or can be reached again; and with every
    /// member when this client has joined or the list of members is fresh, for the first time or again; when a gap was
    /// told; when something could not be sent to the group, or nobody knows whether it was, by a proxy or a topic of
    /// any object for it; and when the application asks. This client itself is not among the members. Nothing is
    /// compared while this client has not joined, or the broker cannot be reached: then <see
    /// cref="PeerReconciliation.IsCurrent"/> is false.
    /// </para>
    /// <para>
    /// This client joins by itself, with the same id as by <see cref="JoinAsync"/>, and stays a member. Refused, or cut
    /// off as too slow, it joins again after a random time of up to 1 s that grows to 30 s, with a warning in the log;
    /// after a denial, or what else need not pass, after up to 30 s. What is subscribed to of the group goes on then
    /// (<see cref="Gaps"/>). When the application leaves, with <see cref="LeaveAsync"/>, this client stays away until
    /// the application calls <see cref="JoinAsync"/>, which need not succeed at once, or has another reconciliation
    /// begin.
    /// </para>
    /// <para>
    /// So of two members that can reach each other, at least one compares with the other after the last moment at which
    /// either may have missed something. It has to bring both to the same: give what it has more, and take what the
    /// other has more. What it takes may be missing at a third member as well, and its author may be gone by then; so
    /// whoever learns something new by comparing tells the group, or compares with all
    /// (<see cref="PeerReconciliation.WithAll"/>). That ends, because something new is behind each time.
    /// </para>
    /// <para>
    /// Of comparisons with one member there is one at a time: reasons that come during one make one more after it.
    /// There are 8 at a time with several. One that fails with a <see cref="PeerRpcException"/> is made again, after a
    /// random time of up to 1 s that grows to 30 s, while the member is there. Another exception is logged, and the
    /// comparison made again at the next reason. A comparison has no deadline of its own; its calls have theirs.
    /// </para>
    /// </remarks>
    /// <typeparam name="TContract">The contract with which members are asked, and which they serve.</typeparam>
    /// <param name="reconcile">
    /// Compares with the member that the proxy leads to, and exchanges what one of the two lacks. Its token fires when
    /// the member is gone or this is disposed.
    /// </param>
    /// <returns>Asks for comparisons, and ends them when disposed; the client stays a member.</returns>
    /// <exception cref="InvalidOperationException">
    /// This client has not registered an id, and its options name none; or the contract has no generated code.
    /// </exception>
    public PeerReconciliation Reconcile<TContract>(Func<TContract, CancellationToken, Task> reconcile)
        where TContract : class =>
        Reconcile(PeerContracts.Get<TContract>().Path, reconcile);

    /// <summary>
    /// As <see cref="Reconcile{TContract}(Func{TContract, CancellationToken, Task})"/>, at another path than the
    /// contract names.
    /// </summary>
    /// <typeparam name="TContract">The contract with which members are asked, and which they serve.</typeparam>
    /// <param name="path">The path.</param>
    /// <param name="reconcile">Compares with the member that the proxy leads to.</param>
    /// <returns>Asks for comparisons, and ends them when disposed; the client stays a member.</returns>
    /// <exception cref="InvalidOperationException">
    /// This client has not registered an id, and its options name none; or the contract has no generated code.
    /// </exception>
    public PeerReconciliation Reconcile<TContract>(string path, Func<TContract, CancellationToken, Task> reconcile)
        where TContract : class
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(reconcile);
        PeerContracts.Get<TContract>();
        GetMemberId();
        var reconciler = new Reconciler(
            Name, WatchMembersAsync,
            (peerId, stop) => reconcile(_parts.Peer(peerId).Controller<TContract>(path), stop), _parts.Reconcilers);
        reconciler.Start(_parts.Hubs);
        return new PeerReconciliation(reconciler);
    }

    private string GetMemberId() => _parts.MemberId() is { Length: > 0 } peerId
        ? peerId
        : throw new InvalidOperationException(
            $"Only a peer can be a member of '{Name}': register an id first, with RegisterAsPeerAsync, or name "
            + "one in PeerClientOptions.PeerIds.");

    private async IAsyncEnumerable<DirectoryBatch> WatchAsync(
        GroupWatch watch, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IAsyncEnumerable<DirectoryBatch> batches =
            await _parts.Broker.WatchAsync(watch, cancellationToken).ConfigureAwait(false);
        await foreach (DirectoryBatch batch in batches.WithCancellation(cancellationToken).ConfigureAwait(false))
            yield return batch;
    }
}
