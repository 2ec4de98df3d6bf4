using PeerRpc.CodeGeneration;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Calls;

/// <summary>One call on its way through the dispatcher into the method.</summary>
/// <remarks>
/// Everything here happens before the dispatcher returns: the arguments are read, the object is found, the method is
/// entered. What remains to be awaited is in the hands of the call, so an invocation serves one call after another.
/// </remarks>
internal sealed class Invocation<TContract>(Func<IncomingCall, ControllerTarget<TContract>> activate)
    : PeerInvocation<TContract>
    where TContract : class
{
    private IncomingCall? _call;
    private PayloadReader? _payload;

    protected override PayloadReader Payload => _payload!;

    public void Begin(IncomingCall call, PayloadReader payload)
    {
        _call = call;
        _payload = payload;
    }

    public void End()
    {
        _call = null;
        _payload = null;
    }

    public override ValueTask InvokeAsync<TArguments, TResult>(
        TArguments arguments,
        Func<TContract, TArguments, PeerCall, ValueTask<TResult>> method,
        PeerCodec<TResult> result)
    {
        IncomingCall call = EndArguments();
        ControllerTarget<TContract> target = activate(call);
        if (call.Filters.Length > 0)
        {
            return new FilteredIncomingCall<TContract, TArguments, TResult>(call, target, arguments, method)
                .RunAsync(result);
        }
        if (target.Lease is not null)
            return EnterLeasedAsync(call, target, arguments, method, result);
        ValueTask<TResult> running = Enter(call, target, arguments, method);
        if (!running.IsCompletedSuccessfully)
            return CompleteAsync(call, running, result);
        call.Respond(result, running.Result);
        return default;
    }

    public override ValueTask InvokeAsync<TArguments>(
        TArguments arguments, Func<TContract, TArguments, PeerCall, ValueTask> method)
    {
        IncomingCall call = EndArguments();
        ControllerTarget<TContract> target = activate(call);
        if (call.Filters.Length > 0)
        {
            return new FilteredIncomingCall<TContract, TArguments, Nothing>(
                call, target, arguments, (t, a, c) => WithoutResultAsync(method(t, a, c))).RunAsync(null);
        }
        if (target.Lease is not null)
            return EnterLeasedAsync(call, target, arguments, method);
        ValueTask running = Enter(call, target, arguments, method);
        if (!running.IsCompletedSuccessfully)
            return CompleteAsync(call, running);
        call.Respond();
        return default;
    }

    private static TTask Enter<TArguments, TTask>(
        IncomingCall call,
        ControllerTarget<TContract> target,
        TArguments arguments,
        Func<TContract, TArguments, PeerCall, TTask> method)
    {
        call.MarkEntered();
        return method(target.Instance, arguments, call);
    }

    private static async ValueTask<Nothing> WithoutResultAsync(ValueTask running)
    {
        await running.ConfigureAwait(false);
        return default;
    }

    private static async ValueTask CompleteAsync<TResult>(
        IncomingCall call, ValueTask<TResult> running, PeerCodec<TResult> codec) =>
        call.Respond(codec, await running.ConfigureAwait(false));

    private static async ValueTask CompleteAsync(IncomingCall call, ValueTask running)
    {
        await running.ConfigureAwait(false);
        call.Respond();
    }

    // Enters the method from within, so that the lease ends also if it throws instead of returning a task.
    private static async ValueTask EnterLeasedAsync<TArguments, TResult>(
        IncomingCall call,
        ControllerTarget<TContract> target,
        TArguments arguments,
        Func<TContract, TArguments, PeerCall, ValueTask<TResult>> method,
        PeerCodec<TResult> codec)
    {
        try
        {
            call.Respond(codec, await Enter(call, target, arguments, method).ConfigureAwait(false));
            await call.StreamsEndedAsync().ConfigureAwait(false);
        }
        finally
        {
            await target.Lease!.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async ValueTask EnterLeasedAsync<TArguments>(
        IncomingCall call,
        ControllerTarget<TContract> target,
        TArguments arguments,
        Func<TContract, TArguments, PeerCall, ValueTask> method)
    {
        try
        {
            await Enter(call, target, arguments, method).ConfigureAwait(false);
            call.Respond();
        }
        finally
        {
            await target.Lease!.DisposeAsync().ConfigureAwait(false);
        }
    }

    // The arguments own their memory now, so that of the message can be given back.
    private IncomingCall EndArguments()
    {
        IncomingCall call = _call!;
        _payload!.EnsureAllUsed();
        _payload.End();
        call.ReleaseUntaken();
        call.ReleasePayload();
        return call;
    }
}
