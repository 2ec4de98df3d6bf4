using System.Net;
using System.Net.Sockets;
using PeerRpc.Benchmarks.Echo;

namespace PeerRpc.Benchmarks.Relay;

/// <summary>Starts the relay's broker on any transport.</summary>
internal static class RelayListeners
{
    /// <summary>Starts listening on a free loopback port or a fresh socket path.</summary>
    public static Task<IEchoBroker> StartAsync(EchoTransport transport, CancellationToken cancellationToken) =>
        transport switch
        {
            EchoTransport.WebSocket => RelayWebSocketListener.StartAsync(cancellationToken),
            EchoTransport.Tcp => Listen(new IPEndPoint(IPAddress.Loopback, 0)),
            _ => Listen(new UnixDomainSocketEndPoint(NewSocketPath())),
        };

    private static Task<IEchoBroker> Listen(EndPoint endPoint) =>
        Task.FromResult<IEchoBroker>(new RelaySocketListener(endPoint));

    private static string NewSocketPath() =>
        Path.Combine(Path.GetTempPath(), $"peerrpc-relay-{Environment.ProcessId}.sock");
}
