using PeerRpc.CodeGeneration;

namespace PeerRpc.Core.Calls;

/// <summary>A call that passes through filters before it is sent.</summary>
internal sealed class FilteredOutgoingCall(
    RemoteInvoker invoker, CallTarget target, PeerArguments arguments, CancellationToken cancellationToken)
    : OutgoingCallContext
{
    public override string TargetId => invoker.TargetId;

    public override string Controller => target.Controller;

    public override string Method => target.Method.Name;

    public override IReadOnlyList<object?> Arguments => arguments.Values ?? [];

    public override CancellationToken CancellationToken => cancellationToken;

    /// <summary>Runs the filters, and behind the last one the call, whose result becomes that of this object.</summary>
    public ValueTask RunAsync(Func<Task<object?>> send) => RunFromAsync(0, send);

    private ValueTask RunFromAsync(int index, Func<Task<object?>> send) =>
        index < invoker.Filters.Length
            ? invoker.Filters[index].InvokeAsync(this, () => RunFromAsync(index + 1, send))
            : SendAsync(send);

    private async ValueTask SendAsync(Func<Task<object?>> send) => Result = await send().ConfigureAwait(false);
}
