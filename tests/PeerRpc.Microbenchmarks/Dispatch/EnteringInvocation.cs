using PeerRpc.CodeGeneration;
using PeerRpc.Core.Serialization;
using PeerRpc.Serialization;

namespace PeerRpc.Microbenchmarks.Dispatch;

/// <summary>Stands behind a dispatcher: enters the method and drops its result.</summary>
internal sealed class EnteringInvocation<TContract>(TContract target) : PeerInvocation<TContract>
    where TContract : class
{
    private readonly PayloadReader _payload = PayloadReaderCache.Rent();

    protected override PayloadReader Payload => _payload;

    /// <summary>Begins with the arguments of a call.</summary>
    public void Begin(ReadOnlyMemory<byte> arguments)
    {
        if (!_payload.TryBegin(arguments)) throw new InvalidDataException("They are no arguments.");
    }

    public override async ValueTask InvokeAsync<TArguments, TResult>(
        TArguments arguments,
        Func<TContract, TArguments, PeerCall, ValueTask<TResult>> method,
        PeerCodec<TResult> result) => await method(target, arguments, null!);

    public override ValueTask InvokeAsync<TArguments>(
        TArguments arguments, Func<TContract, TArguments, PeerCall, ValueTask> method) =>
        method(target, arguments, null!);
}
