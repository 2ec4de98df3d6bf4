using System.Net.WebSockets;
using PeerRpc.Core.Transports;

namespace PeerRpc.Client.Transports;

/// <summary>
/// Connects to <c>ws://</c> and <c>wss://</c> addresses; the access token goes in the request's headers.
/// </summary>
internal sealed class WebSocketConnector(Action<ClientWebSocketOptions>? configure) : IPeerConnector
{
    public bool CanConnect(Uri address) => address.Scheme is "ws" or "wss";

    public async ValueTask<ConnectedTransport> ConnectAsync(
        Uri address, string? accessToken, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        try
        {
            // The connection pings for itself, and small frames are not worth compressing.
            socket.Options.KeepAliveInterval = TimeSpan.Zero;
            if (accessToken is not null)
                socket.Options.SetRequestHeader("Authorization", $"Bearer {accessToken}");
            configure?.Invoke(socket.Options);
            socket.Options.DangerousDeflateOptions = null;
            await socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
            return new ConnectedTransport(new WebSocketTransport(socket, address.ToString()), TokenSent: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
