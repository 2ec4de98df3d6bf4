using System.Net;
using System.Net.Sockets;
using PeerRpc.Core.Transports;

namespace PeerRpc.Client.Transports;

/// <summary>
/// Connects to <c>tcp://host:port</c> and <c>unix:///path</c> addresses, which are for trusted networks.
/// </summary>
internal sealed class SocketConnector : IPeerConnector
{
    public bool CanConnect(Uri address) => address.Scheme is "tcp" or "unix";

    public async ValueTask<ConnectedTransport> ConnectAsync(
        Uri address, string? accessToken, CancellationToken cancellationToken)
    {
        bool isUnix = address.Scheme == "unix";
        var socket = isUnix
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            EndPoint endPoint = isUnix
                ? new UnixDomainSocketEndPoint(address.LocalPath)
                : new DnsEndPoint(address.Host, address.Port);
            await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
            return new ConnectedTransport(new SocketTransport(socket, address.ToString()), TokenSent: false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
