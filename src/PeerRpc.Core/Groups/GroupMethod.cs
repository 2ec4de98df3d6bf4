using PeerRpc.CodeGeneration;
using PeerRpc.Core.Serialization;

namespace PeerRpc.Core.Groups;

/// <summary>One method of a proxy that leads to a group.</summary>
/// <param name="invoker">Sends the calls.</param>
/// <param name="method">The method.</param>
internal sealed class GroupMethod<TResult>(GroupInvoker invoker, PeerMethod method) : PeerRemoteMethod<TResult>
{
    public override PeerArguments Begin()
    {
        if (method.Kind != PeerMethodKind.OneWay || method.CarriesStreams)
            throw invoker.Unsupported(method);
        PeerArguments arguments = ArgumentsCache.Rent();
        arguments.Begin(keepValues: false);
        return arguments;
    }

    public override Task<TResult> CallAsync(PeerArguments arguments, CancellationToken cancellationToken) =>
        throw invoker.Unsupported(method);

    public override Task SendAsync(PeerArguments arguments, CancellationToken cancellationToken)
    {
        arguments.Payload.EndPayload();
        int count = arguments.Count;
        byte[] payload = arguments.Payload.Written.ToArray();
        ArgumentsCache.Return(arguments);
        return invoker.SendAsync(method, count, payload, cancellationToken);
    }
}
