using PeerRpc.CodeGeneration;
using PeerRpc.Serialization;

namespace PeerRpc.Core.Calls;

/// <summary>A controller of one contract that is registered at a path.</summary>
/// <param name="path">The path.</param>
/// <param name="contract">The contract.</param>
/// <param name="serializer">Reads arguments and writes results.</param>
/// <param name="activate">Gets the object that serves a call.</param>
internal sealed class ControllerEntry<TContract>(
    string path,
    PeerContract<TContract> contract,
    PeerSerializer serializer,
    Func<IncomingCall, ControllerTarget<TContract>> activate)
    : ControllerEntry(path, contract)
    where TContract : class
{
    private readonly PeerDispatcher<TContract> _dispatcher = contract.CreateDispatcher(serializer);
    private Invocation<TContract>? _spare;

    public override ValueTask DispatchAsync(IncomingCall call, PayloadReader arguments)
    {
        // An invocation is done with when the dispatcher returns; the call itself goes on without it.
        Invocation<TContract> invocation =
            Interlocked.Exchange(ref _spare, null) ?? new Invocation<TContract>(activate);
        invocation.Begin(call, arguments);
        ValueTask running = _dispatcher.DispatchAsync(call.MethodIndex, invocation);
        invocation.End();
        _spare = invocation;
        return running;
    }
}
