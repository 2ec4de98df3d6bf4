using PeerRpc.CodeGeneration;

namespace PeerRpc.Tests.CodeGeneration;

internal sealed class LoopbackMethod<TContract, TResult>(Loopback<TContract> loopback, PeerMethod method)
    : PeerRemoteMethod<TResult>
    where TContract : class
{
    public override PeerArguments Begin()
    {
        var arguments = new PeerArguments();
        arguments.Begin(keepValues: false);
        return arguments;
    }

    public override async Task<TResult> CallAsync(PeerArguments arguments, CancellationToken cancellationToken) =>
        (TResult)(await loopback.CallAsync(method, arguments, cancellationToken) ?? default(TResult))!;

    public override Task SendAsync(PeerArguments arguments, CancellationToken cancellationToken) =>
        loopback.CallAsync(method, arguments, cancellationToken);
}
