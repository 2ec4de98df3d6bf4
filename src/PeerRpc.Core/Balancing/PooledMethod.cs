using PeerRpc.CodeGeneration;
using PeerRpc.Core.Calls;
using PeerRpc.Core.Serialization;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Balancing;

/// <summary>One method of a proxy whose calls go to one of several peers each.</summary>
/// <remarks>
/// 1. Most calls are started at once, at the peer that is chosen for them, and cost what they cost at a single peer. 2.
/// One that is refused goes on as a loop of attempts (<see cref="PoolAttempts"/>). 3. So does, from the beginning, what
/// needs more: filters, traces, repetition, a peer that is still to be waited for, a call within another one.
/// </remarks>
/// <param name="invoker">Chooses the peers.</param>
/// <param name="target">The method.</param>
/// <param name="codec">Reads the result; null for a method without one.</param>
internal sealed class PooledMethod<TResult>(PooledInvoker invoker, CallTarget target, PeerCodec<TResult>? codec)
    : PeerRemoteMethod<TResult>
{
    private readonly bool _isPlain = !invoker.HasFilters && !target.Method.IsIdempotent;

    public CallTarget Target => target;

    /// <summary>How long a call may take.</summary>
    public TimeSpan Timeout => invoker.TimeoutOf(target.Method);

    public override PeerArguments Begin()
    {
        PeerArguments arguments = ArgumentsCache.Rent();
        arguments.Begin(keepValues: invoker.HasFilters);
        return arguments;
    }

    public override Task<TResult> CallAsync(PeerArguments arguments, CancellationToken cancellationToken)
    {
        arguments.Payload.EndPayload();
        // What goes on after a refusal has lost the flow of its caller, and with it the call that is being served.
        if (!_isPlain || CallDiagnostics.HasListeners || PeerCall.Current is not null
            || !invoker.Pool.TryChoose(invoker.Order, null, out PoolMember? member))
            return CallAsync(arguments, invoker.Attempt(Timeout), cancellationToken);
        Task<TResult> call = Start(member, arguments, cancellationToken);
        ArgumentsCache.Return(arguments);
        return call;
    }

    public override Task SendAsync(PeerArguments arguments, CancellationToken cancellationToken)
    {
        arguments.Payload.EndPayload();
        return SendAsync(arguments, invoker.Attempt(Timeout), cancellationToken);
    }

    /// <summary>The first peer has refused a call: looks for another one.</summary>
    public void GoOn(PooledCall<TResult> call, SavedArguments saved, PeerRpcException refused)
    {
        PoolAttempts attempts = invoker.Attempt(call.Rest);
        attempts.MayGoOn(call.Member, refused, target.Method.IsIdempotent);
        PeerArguments arguments = saved.Restore();
        saved.Return();
        _ = CompleteAsync(call.Outcome, arguments, attempts, call.CancellationToken);
    }

    private Task<TResult> Start(PoolMember member, PeerArguments arguments, CancellationToken cancellationToken)
    {
        var call = new PooledCall<TResult>(this, member, SavedArguments.Of(arguments), codec, cancellationToken);
        member.Begin();
        invoker.For(member).Start(call, arguments, RequestFlags.None);
        return call.Task;
    }

    private async Task CompleteAsync(
        TaskCompletionSource<TResult> outcome, PeerArguments arguments, PoolAttempts attempts,
        CancellationToken cancellationToken)
    {
        try
        {
            outcome.TrySetResult(await CallAsync(arguments, attempts, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            // Whatever it is, the caller waits for it.
            outcome.TrySetException(exception);
        }
    }

    private async Task<TResult> CallAsync(
        PeerArguments arguments, PoolAttempts attempts, CancellationToken cancellationToken)
    {
        while (true)
        {
            PoolMember member = await NextAsync(attempts, cancellationToken).ConfigureAwait(false);
            TimeSpan rest = attempts.Rest;
            var method = new RemoteMethod<TResult>(invoker.For(member), target, codec);
            member.Begin();
            try
            {
                return await method.CallOnceAsync(arguments, rest, cancellationToken).ConfigureAwait(false);
            }
            catch (PeerRpcException error)
            {
                if (!MayGoOn(arguments, attempts, member, error))
                    throw attempts.ToOutcome(error);
            }
            catch (PeerCallCanceledException cancelled)
            {
                throw attempts.ToOutcome(cancelled);
            }
            finally
            {
                member.End();
            }
        }
    }

    private async Task SendAsync(PeerArguments arguments, PoolAttempts attempts, CancellationToken cancellationToken)
    {
        while (true)
        {
            PoolMember member = await NextAsync(attempts, cancellationToken).ConfigureAwait(false);
            var method = new RemoteMethod<TResult>(invoker.For(member, attempts.Rest), target, null);
            try
            {
                await method.SendOnceAsync(arguments, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (PeerRpcException error)
            {
                if (!MayGoOn(arguments, attempts, member, error))
                    throw attempts.ToOutcome(error);
            }
            catch (PeerCallCanceledException cancelled)
            {
                throw attempts.ToOutcome(cancelled);
            }
        }
    }

    private static async Task<PoolMember> NextAsync(PoolAttempts attempts, CancellationToken cancellationToken)
    {
        try
        {
            return await attempts.NextAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PeerRpcException none)
        {
            throw attempts.ToOutcome(none);
        }
        catch (PeerCallCanceledException cancelled)
        {
            throw attempts.ToOutcome(cancelled);
        }
    }

    // What is attached to arguments belongs to the link on which it was offered first.
    private bool MayGoOn(PeerArguments arguments, PoolAttempts attempts, PoolMember member, PeerRpcException error) =>
        attempts.MayGoOn(member, error, target.Method.IsIdempotent) && arguments.Payload.Attachments.Count == 0;
}
