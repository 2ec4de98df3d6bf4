using PeerRpc.Core.Calls;
using PeerRpc.Core.Links;
using PeerRpc.Core.Streams;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Balancing;

/// <summary>
/// The first attempt at a call, at the peer that was chosen. If that refuses it, the method takes over.
/// </summary>
/// <param name="method">The method.</param>
/// <param name="member">The peer.</param>
/// <param name="saved">The arguments.</param>
/// <param name="codec">Reads the result; null for a method without one.</param>
/// <param name="cancellationToken">The caller's token.</param>
internal sealed class PooledCall<TResult>(
    PooledMethod<TResult> method, PoolMember member, SavedArguments saved, PeerCodec<TResult>? codec,
    CancellationToken cancellationToken)
    : PendingCall<TResult>(method.Target, codec, cancellationToken)
{
    private SavedArguments _saved = saved;
    private bool _hasEnded;

    /// <summary>How much of its time is left.</summary>
    public TimeSpan Rest
    {
        get
        {
            if (Calls is null)
                return method.Timeout;
            if (Deadline == long.MaxValue)
                return Timeout.InfiniteTimeSpan;
            return TimeSpan.FromMilliseconds(Math.Max(0, Deadline - Calls.Link.Clock.Now));
        }
    }

    public PoolMember Member => member;

    public TaskCompletionSource<TResult> Outcome => Source;

    protected override void Succeed(ReceivedMessage response, IncomingStream[]? announced)
    {
        member.Learn(Calls!.Link.RemoteLimits.Calls);
        End();
        base.Succeed(response, announced);
    }

    protected override void Fail(Exception error)
    {
        bool mayMove = !_hasEnded && _saved.Array is not null
            && error is PeerRpcException refused && PoolAttempts.MovesOn(refused);
        if (!mayMove)
        {
            End();
            base.Fail(error);
            return;
        }
        SavedArguments kept = _saved;
        _saved = default;
        End();
        method.GoOn(this, kept, (PeerRpcException)error);
    }

    // A result that cannot be read succeeds first, and then fails.
    private void End()
    {
        if (_hasEnded)
            return;
        _hasEnded = true;
        member.End();
        _saved.Return();
        _saved = default;
    }
}
