using PeerRpc.Client.Balancing;
using PeerRpc.CodeGeneration;
using PeerRpc.Core.Balancing;
using PeerRpc.Core.Calls;

namespace PeerRpc.Client;

/// <summary>
/// All peers that match a filter, of which each call goes to one; getting it sends nothing. It never changes and may be
/// used from any thread.
/// </summary>
/// <remarks>
/// <para>
/// The client follows the directory from the first call on, and stops when there has been none for one to two minutes.
/// Peers that are not online (reconnecting, draining) or have as many calls of this client as they run at a time are
/// passed over, and so is for a moment who has just refused a call. This client itself may be one of the peers.
/// </para>
/// <para>
/// A call that has certainly not run, because of what the peer is or has (<see cref="PeerErrorCode.Unavailable"/>, <see
/// cref="PeerErrorCode.ResourceExhausted"/>, <see cref="PeerErrorCode.PeerNotFound"/>, <see
/// cref="PeerErrorCode.ControllerNotFound"/> and the like, with <see cref="Executed.No"/>), goes to the next peer,
/// until its deadline. What may have run fails, unless its method is marked <see cref="IdempotentAttribute"/>: then it
/// is made again at another peer, three times in all. A call whose arguments carry streams or live objects is made
/// once.
/// </para>
/// <para>
/// While peers match but none can be called, a call waits for one until its deadline. If none matches, it fails at once
/// with <see cref="PeerErrorCode.PeerNotFound"/>, unless <see cref="WaitForPeer"/> says otherwise.
/// </para>
/// </remarks>
public sealed class AnyPeer
{
    private readonly PeerPool _pool;
    private readonly RemoteCallSettings _settings;
    private readonly PoolOrder _order;

    internal AnyPeer(PeerPool pool, RemoteCallSettings settings, PoolOrder order)
    {
        _pool = pool;
        _settings = settings;
        _order = order;
    }

    /// <summary>Gets a proxy of a controller, at the path that its contract names.</summary>
    /// <typeparam name="TContract">The contract.</typeparam>
    /// <returns>The proxy, usable from any thread for as long as the client lives.</returns>
    /// <exception cref="InvalidOperationException">The contract has no generated code.</exception>
    /// <exception cref="NotSupportedException">The serializer cannot carry one of the contract's types.</exception>
    public TContract Controller<TContract>()
        where TContract : class =>
        Controller<TContract>(PeerContracts.Get<TContract>().Path);

    /// <summary>Gets a proxy of a controller at another path than its contract names.</summary>
    /// <typeparam name="TContract">The contract.</typeparam>
    /// <param name="path">The path.</param>
    /// <returns>The proxy, usable from any thread for as long as the client lives.</returns>
    /// <exception cref="InvalidOperationException">The contract has no generated code.</exception>
    /// <exception cref="NotSupportedException">The serializer cannot carry one of the contract's types.</exception>
    public TContract Controller<TContract>(string path)
        where TContract : class =>
        PeerContracts.Get<TContract>().CreateProxy(
            new PooledInvoker(_pool.Calls, _order, new CallAddress(path), _settings));

    /// <summary>The same peers; each call goes to the one with the fewest unanswered calls of this client.</summary>
    /// <returns>A new object. This is the default.</returns>
    public AnyPeer LeastInFlight() => new(_pool, _settings, PoolOrder.LeastInFlight);

    /// <summary>The same peers, which are called in turn.</summary>
    /// <returns>A new object.</returns>
    public AnyPeer RoundRobin() => new(_pool, _settings, PoolOrder.RoundRobin);

    /// <summary>The same peers; all calls with a key go to the same one, as long as that is there.</summary>
    /// <remarks>
    /// While it cannot be called, they go to another one, the same for all of them. Clients that see the same peers
    /// choose alike, but for keys whose peer they have known longer than others that have come since.
    /// </remarks>
    /// <param name="key">What the calls have in common, for example the id of a document.</param>
    /// <returns>A new object.</returns>
    public AnyPeer StickyTo(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new AnyPeer(_pool, _settings, PoolOrder.StickyTo(key));
    }

    /// <summary>The same peers with another deadline for every call, all its attempts together.</summary>
    /// <param name="deadline">
    /// How long a call may take; <see cref="Timeout.InfiniteTimeSpan"/> for no deadline.
    /// </param>
    /// <returns>A new object; proxies that exist keep their deadline.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is negative or zero.</exception>
    public AnyPeer WithDeadline(TimeSpan deadline)
    {
        if (deadline != Timeout.InfiniteTimeSpan)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(deadline, TimeSpan.Zero);
        return new AnyPeer(_pool, _settings with { Deadline = deadline, IsOwnDeadline = true }, _order);
    }

    /// <summary>The same peers; calls wait until their deadline for one, also if none matches.</summary>
    /// <returns>A new object; proxies that exist do not wait.</returns>
    public AnyPeer WaitForPeer() => new(_pool, _settings with { WaitsForPeer = true }, _order);
}
