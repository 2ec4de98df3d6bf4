using System.Runtime.CompilerServices;
using PeerRpc.CodeGeneration;
using PeerRpc.Serialization;

namespace PeerRpc.Tests.CodeGeneration;

/// <summary>Enters a method of the target at once and keeps its result.</summary>
internal sealed class LoopbackInvocation<TContract>(TContract target, PayloadReader payload, PeerCall call)
    : PeerInvocation<TContract>
    where TContract : class
{
    /// <summary>What the method returned; null for nothing.</summary>
    public object? Result { get; private set; }

    /// <summary>The arguments that the method was entered with; null as long as it was not.</summary>
    public ITuple? Arguments { get; private set; }

    protected override PayloadReader Payload => payload;

    public override async ValueTask InvokeAsync<TArguments, TResult>(
        TArguments arguments,
        Func<TContract, TArguments, PeerCall, ValueTask<TResult>> method,
        PeerCodec<TResult> result)
    {
        Arguments = arguments;
        Result = await method(target, arguments, call);
    }

    public override ValueTask InvokeAsync<TArguments>(
        TArguments arguments, Func<TContract, TArguments, PeerCall, ValueTask> method)
    {
        Arguments = arguments;
        return method(target, arguments, call);
    }
}
