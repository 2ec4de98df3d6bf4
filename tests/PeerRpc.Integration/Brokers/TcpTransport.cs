using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace PeerRpc.Integration.Brokers;

/// <summary>Raw TCP, over Kestrel on a free loopback port.</summary>
public sealed class TcpTransport : ITestTransport
{
    public Task<ITestBroker> StartAsync(Action<IServiceCollection> configure, Uri? address) => KestrelBroker.StartAsync(
        configure,
        kestrel => kestrel.Listen(IPAddress.Loopback, address?.Port ?? 0, listen => listen.UsePeerBroker()),
        url => new UriBuilder(url) { Scheme = "tcp" }.Uri);
}
