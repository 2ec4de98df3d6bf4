using System.Diagnostics;
using PeerRpc.CodeGeneration;
using PeerRpc.Core.Serialization;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Calls;

/// <summary>One method of a proxy.</summary>
/// <param name="invoker">Sends the calls.</param>
/// <param name="target">The method.</param>
/// <param name="codec">Reads the result; null for a method without one.</param>
internal sealed class RemoteMethod<TResult>(RemoteInvoker invoker, CallTarget target, PeerCodec<TResult>? codec)
    : PeerRemoteMethod<TResult>
{
    private readonly bool _filtered = invoker.Filters.Length > 0;

    public CallTarget Target => target;

    public override PeerArguments Begin()
    {
        PeerArguments arguments = ArgumentsCache.Rent();
        arguments.Begin(keepValues: _filtered);
        return arguments;
    }

    public override Task<TResult> CallAsync(PeerArguments arguments, CancellationToken cancellationToken)
    {
        arguments.Payload.EndPayload();
        if (_filtered || CallDiagnostics.HasListeners || target.Method.IsIdempotent)
            return CallObservedAsync(arguments, cancellationToken);
        Task<TResult> call = StartCall(arguments, cancellationToken);
        ArgumentsCache.Return(arguments);
        return call;
    }

    public override Task SendAsync(PeerArguments arguments, CancellationToken cancellationToken)
    {
        arguments.Payload.EndPayload();
        if (_filtered)
            return SendFilteredAsync(arguments, cancellationToken);
        Task sent = StartOneWay(arguments, cancellationToken);
        ArgumentsCache.Return(arguments);
        return sent;
    }

    /// <summary>Sends a call whose arguments have ended, once and with this much time.</summary>
    public Task<TResult> CallOnceAsync(
        PeerArguments arguments, TimeSpan timeout, CancellationToken cancellationToken) =>
        _filtered || CallDiagnostics.HasListeners
            ? CallObservedAsync(arguments, cancellationToken, timeout)
            : StartCall(arguments, cancellationToken, timeout);

    /// <summary>Sends a one-way call whose arguments have ended.</summary>
    public Task SendOnceAsync(PeerArguments arguments, CancellationToken cancellationToken) =>
        _filtered ? SendFilteredAsync(arguments, cancellationToken) : StartOneWay(arguments, cancellationToken);

    private Task<TResult> SendCall(
        PeerArguments arguments, CancellationToken cancellationToken, TimeSpan? timeout = null) =>
        target.Method.IsIdempotent && timeout is null
            ? CallRepeatedlyAsync(arguments, cancellationToken)
            : StartCall(arguments, cancellationToken, timeout);

    private async Task<TResult> CallRepeatedlyAsync(PeerArguments arguments, CancellationToken cancellationToken)
    {
        CallRepetition repetition = invoker.Repeat(target.Method);
        while (true)
        {
            try
            {
                return await StartCall(arguments, cancellationToken, repetition.Rest).ConfigureAwait(false);
            }
            catch (PeerRpcException error)
            {
                if (!repetition.MayTryAgain(error))
                    throw repetition.ToOutcome(error);
                await WaitAsync(repetition, error, cancellationToken).ConfigureAwait(false);
            }
            catch (PeerCallCanceledException cancelled)
            {
                throw repetition.ToOutcome(cancelled);
            }
        }
    }

    private static async Task WaitAsync(
        CallRepetition repetition, PeerRpcException error, CancellationToken cancellationToken)
    {
        try
        {
            await repetition.WaitAsync(error, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw repetition.ToOutcome(new PeerCallCanceledException(
                "The call was cancelled before it was made again.", error.Executed, error.CorrelationId,
                cancellationToken));
        }
    }

    private Task<TResult> StartCall(
        PeerArguments arguments, CancellationToken cancellationToken, TimeSpan? timeout = null)
    {
        var call = new PendingCall<TResult>(target, codec, cancellationToken);
        if (timeout is null)
            invoker.Start(call, arguments, RequestFlags.None);
        else
            invoker.Start(call, arguments, RequestFlags.None, timeout.Value);
        return call.Task;
    }

    private Task StartOneWay(PeerArguments arguments, CancellationToken cancellationToken)
    {
        var call = new OneWayCall(target, cancellationToken);
        invoker.Start(call, arguments, RequestFlags.OneWay);
        return call.Task;
    }

    private async Task<TResult> CallObservedAsync(
        PeerArguments arguments, CancellationToken cancellationToken, TimeSpan? timeout = null)
    {
        using Activity? activity = CallDiagnostics.StartOutgoing(target, invoker.TargetId);
        long begun = invoker.Time.GetTimestamp();
        var outcome = PeerErrorCode.None;
        try
        {
            if (!_filtered)
                return await SendCall(arguments, cancellationToken, timeout).ConfigureAwait(false);
            var filtered = new FilteredOutgoingCall(invoker, target, arguments, cancellationToken);
            await filtered.RunAsync(
                async () => await SendCall(arguments, cancellationToken, timeout).ConfigureAwait(false))
                .ConfigureAwait(false);
            return filtered.Result is TResult result ? result : default!;
        }
        catch (Exception exception)
        {
            // Whatever it is, it is the caller's; here it is only counted.
            outcome = CallDiagnostics.OutcomeOf(exception);
            activity?.SetStatus(ActivityStatusCode.Error);
            throw;
        }
        finally
        {
            CallDiagnostics.TimeMade(target, outcome, invoker.Time.GetElapsedTime(begun));
        }
    }

    private async Task SendFilteredAsync(PeerArguments arguments, CancellationToken cancellationToken)
    {
        var filtered = new FilteredOutgoingCall(invoker, target, arguments, cancellationToken);
        await filtered.RunAsync(async () =>
        {
            await StartOneWay(arguments, cancellationToken).ConfigureAwait(false);
            return null;
        }).ConfigureAwait(false);
    }
}
