using System.Net.Sockets;
using PeerRpc.Core.Transports;

namespace PeerRpc.Benchmarks.Workers;

/// <summary>A client's way to its broker that can be cut for good, as if the client's process had died.</summary>
internal sealed class CutConnector : IPeerConnector
{
    private volatile PeerTransport? _transport;
    private volatile bool _isCut;

    /// <inheritdoc/>
    public bool CanConnect(Uri address) => address.Scheme == "tcp";

    /// <inheritdoc/>
    public async ValueTask<ConnectedTransport> ConnectAsync(
        Uri address, string? accessToken, CancellationToken cancellationToken)
    {
        if (_isCut)
            throw new IOException("The connection was cut.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
        _transport = new SocketTransport(socket, address.ToString());
        return new ConnectedTransport(_transport, TokenSent: false);
    }

    /// <summary>Cuts the connection, and lets no other one be made.</summary>
    public void Cut()
    {
        _isCut = true;
        _transport?.Abort();
    }
}
