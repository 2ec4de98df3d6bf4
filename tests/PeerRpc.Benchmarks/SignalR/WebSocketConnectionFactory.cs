using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;

namespace PeerRpc.Benchmarks.SignalR;

/// <summary>
/// Connects hub clients without negotiation, straight over a WebSocket: what SignalR's own client does with
/// <c>SkipNegotiation</c>.
/// </summary>
internal sealed class WebSocketConnectionFactory : IConnectionFactory
{
    /// <inheritdoc/>
    public async ValueTask<ConnectionContext> ConnectAsync(
        EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = new ClientWebSocket();
        try
        {
            await socket.ConnectAsync(((UriEndPoint)endpoint).Uri, cancellationToken);
            return new WebSocketConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
