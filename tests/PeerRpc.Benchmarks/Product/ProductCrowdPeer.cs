using PeerRpc.Benchmarks.Crowds;
using PeerRpc.Benchmarks.Echo;
using PeerRpc.Client;

namespace PeerRpc.Benchmarks.Product;

/// <summary>A registered client that answers calls and makes some.</summary>
internal sealed class ProductCrowdPeer(PeerClient client) : ICrowdPeer
{
    private const string GroupName = "all";
    private readonly INotice _all = client.Group(GroupName).Controller<INotice>();

    /// <inheritdoc/>
    public IEchoCaller To(string name) => new Way(client.Peer(name).Controller<IEcho>());

    /// <inheritdoc/>
    public Task JoinGroupAsync(Action received)
    {
        client.RegisterController<INotice>(new Notice(received));
        return client.Group(GroupName).JoinAsync();
    }

    /// <inheritdoc/>
    public Task TellGroupAsync(string text) => _all.Tell(text);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => client.DisposeAsync();

    private sealed class Way(IEcho other) : IEchoCaller
    {
        public ValueTask<string> EchoAsync(string text) => new(other.Echo(text));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
