using System.Net.WebSockets;
using PeerRpc.Benchmarks.Crowds;

namespace PeerRpc.Benchmarks.Bare;

/// <summary>WebSockets that are accepted, and nothing else: what a connected client costs at least.</summary>
internal sealed class BareCrowdSystem : ICrowdSystem
{
    /// <inheritdoc/>
    public string Name => "websocket";

    /// <inheritdoc/>
    public async Task<ICrowdBroker> StartBrokerAsync(int ports, CancellationToken cancellationToken) =>
        await BareCrowdBroker.StartAsync(ports, cancellationToken);

    /// <inheritdoc/>
    public async Task<ICrowdPeer> JoinAsync(Uri broker, string name, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        try
        {
            // As the product's clients do, so that both spend the same on connecting.
            socket.Options.KeepAliveInterval = TimeSpan.Zero;
            socket.Options.SetRequestHeader("Authorization", $"Bearer {name}");
            await socket.ConnectAsync(broker, cancellationToken);
            return new BareCrowdPeer(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
