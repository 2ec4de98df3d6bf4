using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;

namespace PeerRpc.Benchmarks.Relay;

/// <summary>Connects a caller or a callee to the broker.</summary>
internal static class RelayDialer
{
    /// <summary>Connects to an address of any transport.</summary>
    public static async Task<RelayConnection> ConnectAsync(
        Uri broker, CancellationToken cancellationToken, bool isSmall = false) =>
        new(broker.Scheme == Uri.UriSchemeWs
            ? await ConnectWebSocketAsync(broker, cancellationToken)
            : await ConnectSocketAsync(broker, cancellationToken), isSmall);

    private static async Task<IRelayPipe> ConnectWebSocketAsync(Uri broker, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await socket.ConnectAsync(broker, cancellationToken);
        return new WebSocketPipe(socket);
    }

    private static async Task<IRelayPipe> ConnectSocketAsync(Uri broker, CancellationToken cancellationToken)
    {
        EndPoint endPoint = RelaySockets.EndPointOf(broker);
        Socket socket = RelaySockets.Create(endPoint);
        await socket.ConnectAsync(endPoint, cancellationToken);
        return new SocketPipe(socket);
    }
}
