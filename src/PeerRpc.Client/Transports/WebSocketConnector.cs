using System.Net;
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
            socket.Options.CollectHttpResponseDetails = true;
            await socket.ConnectAsync(address, cancellationToken).ConfigureAwait(false);
            return new ConnectedTransport(new WebSocketTransport(socket, address.ToString()), TokenSent: true);
        }
        catch (WebSocketException exception) when (socket.HttpStatusCode != 0)
        {
            HttpStatusCode status = socket.HttpStatusCode;
            socket.Dispose();
            throw ToException(status, address, exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static PeerRpcException ToException(HttpStatusCode status, Uri address, WebSocketException exception)
    {
        (PeerErrorCode code, string reason) = status switch
        {
            HttpStatusCode.Unauthorized => (PeerErrorCode.Unauthenticated, "it wants a token that it accepts"),
            HttpStatusCode.Forbidden => (PeerErrorCode.PermissionDenied, "it does not let this client in"),
            HttpStatusCode.NotFound => (PeerErrorCode.Unavailable, "there is no broker at this path"),
            _ => (PeerErrorCode.Unavailable, exception.Message),
        };
        return new PeerRpcException(
            code, $"The server at {address} answered {(int)status}: {reason}.",
            Executed.No, PeerErrorOrigin.Broker, exception);
    }
}
