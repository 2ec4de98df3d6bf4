using System.Runtime.CompilerServices;
using PeerRpc.CodeGeneration;
using PeerRpc.Core.Calls;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Balancing;

/// <summary>Sends the calls of one proxy: each to one of several peers.</summary>
/// <param name="pool">The peers.</param>
/// <param name="order">By what they are chosen.</param>
/// <param name="address">The controller.</param>
/// <param name="settings">What holds for every call.</param>
internal sealed class PooledInvoker(
    CallPool pool, PoolOrder order, CallAddress address, RemoteCallSettings settings) : PeerInvoker
{
    // To a peer that is not there any more, calls do not wait: another one takes them.
    private readonly RemoteCallSettings _ofMembers = settings with { WaitsForPeer = false };
    private readonly ConditionalWeakTable<PoolMember, RemoteInvoker> _invokers = [];

    public override PeerSerializer Serializer => settings.Serializer;

    public CallPool Pool => pool;

    public PoolOrder Order => order;

    public bool HasFilters => settings.Filters.Length > 0;

    public override PeerRemoteMethod<TResult> Bind<TResult>(PeerMethod method, PeerCodec<TResult> result) =>
        new PooledMethod<TResult>(this, new CallTarget(address, method), result);

    public override PeerRemoteMethod<Nothing> Bind(PeerMethod method) =>
        new PooledMethod<Nothing>(this, new CallTarget(address, method), null);

    /// <summary>Sends calls to one of them.</summary>
    public RemoteInvoker For(PoolMember member) =>
        _invokers.TryGetValue(member, out RemoteInvoker? known) ? known : _invokers.GetValue(member, Make);

    /// <summary>Sends calls to one of them that may take so long.</summary>
    public RemoteInvoker For(PoolMember member, TimeSpan timeout) =>
        new(member.Source, address, _ofMembers with { Deadline = timeout, IsOwnDeadline = true });

    /// <summary>The attempts at a call.</summary>
    /// <param name="timeout">Until its deadline; infinite for none.</param>
    public PoolAttempts Attempt(TimeSpan timeout) => new(pool, order, settings.WaitsForPeer, settings, timeout);

    /// <summary>How long a call may take: no longer than the one that is being served.</summary>
    public TimeSpan TimeoutOf(PeerMethod method)
    {
        TimeSpan own = method.CarriesStreams && !settings.IsOwnDeadline
            ? Timeout.InfiniteTimeSpan
            : settings.Deadline;
        if (PeerCall.Current?.Deadline is not { } deadline)
            return own;
        TimeSpan left = deadline - settings.Time.GetUtcNow();
        if (left < TimeSpan.Zero)
            return TimeSpan.Zero;
        return own == Timeout.InfiniteTimeSpan || left < own ? left : own;
    }

    private RemoteInvoker Make(PoolMember member) => new(member.Source, address, _ofMembers);
}
