using PeerRpc.Benchmarks.Crowds;
using PeerRpc.Benchmarks.Echo;
using PeerRpc.Client;

namespace PeerRpc.Benchmarks.Product;

/// <summary>A registered client that answers calls and makes some.</summary>
internal sealed class ProductCrowdPeer(PeerClient client) : ICrowdPeer
{
    /// <inheritdoc/>
    public IEchoCaller To(string name) => new Way(client.Peer(name).Controller<IEcho>());

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => client.DisposeAsync();

    private sealed class Way(IEcho other) : IEchoCaller
    {
        public ValueTask<string> EchoAsync(string text) => new(other.Echo(text));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
