using System.Net.WebSockets;
using PeerRpc.Benchmarks.Crowds;

namespace PeerRpc.Benchmarks.Bare;

/// <summary>
/// WebSockets that are accepted, and nothing else: what a connected client costs at least. Or that are authenticated,
/// too, and ask some questions: what it costs at least when it has to say who it is.
/// </summary>
/// <param name="name">What tables call it.</param>
/// <param name="exchanges">How many questions each client asks, one after another; with none it is nobody.</param>
internal sealed class BareCrowdSystem(string name, int exchanges) : ICrowdSystem
{
    private readonly Exchanges _exchanges = new(exchanges);

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public async Task<ICrowdBroker> StartBrokerAsync(int ports, CancellationToken cancellationToken) =>
        await BareCrowdBroker.StartAsync(ports, _exchanges, cancellationToken);

    /// <inheritdoc/>
    public async Task<ICrowdPeer> JoinAsync(Uri broker, string user, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        try
        {
            // As the product's clients do, so that both spend the same on connecting.
            socket.Options.KeepAliveInterval = TimeSpan.Zero;
            socket.Options.SetRequestHeader("Authorization", $"Bearer {user}");
            await socket.ConnectAsync(broker, cancellationToken);
            await _exchanges.AskAsync(socket, cancellationToken);
            return new BareCrowdPeer(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
