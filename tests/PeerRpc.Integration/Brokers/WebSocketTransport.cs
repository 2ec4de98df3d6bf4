using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace PeerRpc.Integration.Brokers;

/// <summary>WebSockets, over Kestrel on a free loopback port.</summary>
public sealed class WebSocketTransport : ITestTransport
{
    public Task<ITestBroker> StartAsync(Action<IServiceCollection> configure, Uri? address) => KestrelBroker.StartAsync(
        configure,
        kestrel => kestrel.Listen(IPAddress.Loopback, address?.Port ?? 0),
        url => new UriBuilder(url) { Scheme = "ws", Path = "/peers" }.Uri);
}
