using PeerRpc.CodeGeneration;
using PeerRpc.Core.Serialization;

namespace PeerRpc.Microbenchmarks.Proxies;

/// <summary>A method whose arguments are written and thrown away.</summary>
internal sealed class SilentMethod<TResult> : PeerRemoteMethod<TResult>
{
    private static readonly Task<TResult> Answer = Task.FromResult<TResult>(default!);

    public override PeerArguments Begin()
    {
        PeerArguments arguments = ArgumentsCache.Rent();
        arguments.Begin(keepValues: false);
        return arguments;
    }

    public override Task<TResult> CallAsync(PeerArguments arguments, CancellationToken cancellationToken)
    {
        Drop(arguments);
        return Answer;
    }

    public override Task SendAsync(PeerArguments arguments, CancellationToken cancellationToken)
    {
        Drop(arguments);
        return Task.CompletedTask;
    }

    private static void Drop(PeerArguments arguments)
    {
        arguments.Payload.EndPayload();
        ArgumentsCache.Return(arguments);
    }
}
