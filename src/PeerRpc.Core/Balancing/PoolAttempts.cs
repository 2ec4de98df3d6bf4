using PeerRpc.Core.Calls;
using PeerRpc.Core.Connections;

namespace PeerRpc.Core.Balancing;

/// <summary>The attempts at one call, each at another peer.</summary>
/// <remarks>
/// 1. What has certainly not run, for a reason that is the peer's own, goes to the next peer. 2. What may have run is
/// made again only if its method is idempotent, as with a single peer. 3. When all have refused it, or none is ready,
/// it waits for a change as long as one can be hoped for, and its deadline allows.
/// </remarks>
/// <param name="pool">The peers.</param>
/// <param name="order">By what they are chosen.</param>
/// <param name="waitsForPeer">Whether it waits although there is nobody at all.</param>
/// <param name="settings">The clock, and where chance comes from.</param>
/// <param name="timeout">Until the deadline; infinite for none.</param>
internal sealed class PoolAttempts(
    CallPool pool, PoolOrder order, bool waitsForPeer, RemoteCallSettings settings, TimeSpan timeout)
{
    private static readonly TimeSpan ShortRest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongRest = TimeSpan.FromSeconds(1);

    private readonly CallRepetition _repetition = new(settings, timeout);
    private readonly HashSet<PoolMember> _tried = [];
    private PeerRpcException? _last;
    private bool _mayPass; // what the last of them said may be otherwise soon
    private int _rounds;

    /// <summary>How long the next attempt may take.</summary>
    public TimeSpan Rest => _repetition.Rest;

    /// <summary>Whether a call that failed so goes to another peer.</summary>
    public static bool MovesOn(PeerRpcException error) =>
        error.Executed == Executed.No && (IsTransient(error.Code) || IsOfThePeer(error.Code));

    /// <summary>An attempt has failed.</summary>
    /// <returns>Whether there is to be another one.</returns>
    public bool MayGoOn(PoolMember member, PeerRpcException error, bool isIdempotent)
    {
        bool moves = MovesOn(error);
        if (!moves && !(isIdempotent && error.Executed == Executed.Maybe && _repetition.MayTryAgain(error)))
            return false;
        bool isTransient = IsTransient(error.Code);
        if (moves)
            member.Rest(error.RetryAfter ?? (isTransient ? ShortRest : LongRest), !isTransient, settings.Time);
        _tried.Add(member);
        _mayPass |= isTransient || !moves;
        _last = error;
        return true;
    }

    /// <summary>Gets the peer for the next attempt; waits for one if need be.</summary>
    /// <exception cref="PeerRpcException">There is none.</exception>
    /// <exception cref="PeerCallCanceledException">The token has fired.</exception>
    public async Task<PoolMember> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            // Before looking: what changes meanwhile must not be missed.
            Task<PeerRpcException?> changed = pool.Changed;
            pool.Use();
            if (pool.TryChoose(order, _tried, out PoolMember? chosen))
                return chosen;
            CheckHope();
            await WaitAsync(changed, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until it is known who is there.</summary>
    /// <returns>All peers, in whatever state.</returns>
    /// <exception cref="PeerRpcException">It cannot be known.</exception>
    /// <exception cref="PeerCallCanceledException">The token has fired.</exception>
    public async Task<IReadOnlyList<PoolMember>> KnownAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task<PeerRpcException?> changed = pool.Changed;
            pool.Use();
            if (pool.Members is { } members)
                return members;
            await WaitAsync(changed, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What the caller gets in the end: what may have run stays so, whatever the later attempts say.</summary>
    public PeerRpcException ToOutcome(PeerRpcException last) => _repetition.ToOutcome(last);

    /// <inheritdoc cref="ToOutcome(PeerRpcException)"/>
    public PeerCallCanceledException ToOutcome(PeerCallCanceledException last) => _repetition.ToOutcome(last);

    private static bool IsTransient(PeerErrorCode code) => code is PeerErrorCode.Unavailable
        or PeerErrorCode.ResourceExhausted or PeerErrorCode.PolicyFailed;

    private static bool IsOfThePeer(PeerErrorCode code) => code is PeerErrorCode.PeerNotFound
        or PeerErrorCode.ControllerNotFound or PeerErrorCode.MethodNotFound or PeerErrorCode.PermissionDenied
        or PeerErrorCode.PeerGone or PeerErrorCode.Internal;

    private void CheckHope()
    {
        IReadOnlyList<PoolMember>? members = pool.Members;
        if (members is null || _mayPass || waitsForPeer || members.Any(member => !_tried.Contains(member)))
            return;
        throw _last ?? new PeerNotFoundException("No peer matches the filter.");
    }

    private async Task WaitAsync(Task<PeerRpcException?> changed, CancellationToken cancellationToken)
    {
        TimeSpan rest = Rest;
        if (rest == TimeSpan.Zero)
        {
            throw new PeerDeadlineExceededException(
                $"The deadline passed before a peer took the call{(_last is null ? "" : ": " + _last.Message)}.",
                Executed.No);
        }
        TimeSpan span = ShortRest * (Math.Pow(2, Math.Min(_rounds++, 3)) * (0.5 + (settings.Random.NextDouble() / 2)));
        if (rest != Timeout.InfiniteTimeSpan && rest < span)
            span = rest;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task delay = settings.Work.DelayAsync(span, settings.Time, stop.Token);
        Task first = await Task.WhenAny(changed, delay).ConfigureAwait(false);
        stop.Fire();
        await delay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (cancellationToken.IsCancellationRequested)
        {
            throw new PeerCallCanceledException(
                "The call was cancelled before a peer took it.", Executed.No, _last?.CorrelationId ?? "",
                cancellationToken);
        }
        if (first == changed && await changed.ConfigureAwait(false) is { } failure)
            throw failure;
        // Who refused a call for a reason that may pass, or has come back, may be asked again.
        if (_mayPass || waitsForPeer)
            _tried.Clear();
    }
}
