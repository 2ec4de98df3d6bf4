using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Connections;
using PeerRpc.Core.Transports;

namespace PeerRpc.Broker.Hosting;

/// <summary>Takes raw connections from Kestrel: TCP, Unix sockets, and either of them under TLS.</summary>
internal sealed class PeerConnectionHandler(PeerBroker broker) : ConnectionHandler
{
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        string? address = (connection.RemoteEndPoint as IPEndPoint)?.Address.ToString();
        string description = address is null ? "unix" : $"tcp {connection.RemoteEndPoint}";
        var transport = new PipeTransport(connection.Transport, connection.Abort, description);
        // Not with ConnectionClosed: that fires when Kestrel has seen the end, and what the client said before it, its
        // goodbye for example, may still wait to be read. The transport tells the end in its place.
        await broker.RunAsync(
            transport, new ClaimsPrincipal(new ClaimsIdentity()), address, CancellationToken.None);
    }
}
