using PeerRpc.Benchmarks.Echo;
using PeerRpc.Client;

namespace PeerRpc.Benchmarks.Product;

/// <summary>Calls the callee through a proxy.</summary>
internal sealed class ProductCaller(PeerClient client) : IEchoCaller
{
    private readonly IEcho _callee = client.Peer(ProductEchoSystem.CalleeId).Controller<IEcho>();

    public ValueTask<string> EchoAsync(string text) => new(_callee.Echo(text));

    public ValueTask DisposeAsync() => client.DisposeAsync();
}
