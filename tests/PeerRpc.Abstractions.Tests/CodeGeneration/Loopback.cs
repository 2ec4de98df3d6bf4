using PeerRpc.CodeGeneration;
using PeerRpc.Serialization;

namespace PeerRpc.Tests.CodeGeneration;

/// <summary>Joins the generated proxy of a contract to its generated dispatcher, by way of real payloads.</summary>
internal sealed class Loopback<TContract> : PeerInvoker
    where TContract : class
{
    private readonly TContract _target;
    private readonly PeerDispatcher<TContract> _dispatcher;

    public Loopback(TContract target)
    {
        _target = target;
        PeerContract<TContract> contract = PeerContracts.Get<TContract>();
        _dispatcher = contract.CreateDispatcher(Serializer);
        Proxy = contract.CreateProxy(this);
    }

    public TContract Proxy { get; }

    public override PeerSerializer Serializer { get; } = new JsonTestSerializer();

    /// <summary>How many arguments the last call sent.</summary>
    public int Sent { get; private set; }

    /// <summary>The last call at the callee's side.</summary>
    public LoopbackInvocation<TContract>? Last { get; private set; }

    public override PeerRemoteMethod<TResult> Bind<TResult>(PeerMethod method, PeerCodec<TResult> result) =>
        new LoopbackMethod<TContract, TResult>(this, method);

    public override PeerRemoteMethod<Nothing> Bind(PeerMethod method) =>
        new LoopbackMethod<TContract, Nothing>(this, method);

    public async Task<object?> CallAsync(
        PeerMethod method, PeerArguments arguments, CancellationToken cancellationToken)
    {
        arguments.Payload.EndPayload();
        Sent = arguments.Count;
        var reader = new PayloadReader();
        Assert.True(reader.TryBegin(arguments.Payload.Written.ToArray()));
        Last = new LoopbackInvocation<TContract>(_target, reader, new LoopbackCall(method, cancellationToken));
        await _dispatcher.DispatchAsync(method.Index, Last);
        reader.EnsureAllUsed();
        return Last.Result;
    }
}
