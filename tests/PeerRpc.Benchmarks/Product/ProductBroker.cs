using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PeerRpc.Benchmarks.Echo;

namespace PeerRpc.Benchmarks.Product;

/// <summary>A broker of PeerRpc in a web application of its own.</summary>
internal sealed class ProductBroker(WebApplication app, Uri address) : IEchoBroker
{
    public Uri Address => address;

    public static Task<IEchoBroker> StartAsync(EchoTransport transport, CancellationToken cancellationToken) =>
        StartAsync(transport, null, cancellationToken);

    public static async Task<IEchoBroker> StartAsync(
        EchoTransport transport, TimeSpan? resumeWindow, CancellationToken cancellationToken)
    {
        string socketPath = Path.Combine(Path.GetTempPath(), $"peerrpc-product-{Environment.ProcessId}.sock");
        WebApplicationBuilder builder = EchoWebHost.CreateBuilder(kestrel =>
        {
            if (transport == EchoTransport.Tcp)
                kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UsePeerBroker());
            else if (transport == EchoTransport.Unix)
                kestrel.ListenUnixSocket(socketPath, listen => listen.UsePeerBroker());
            else
                kestrel.Listen(IPAddress.Loopback, 0);
        });
        builder.Services.AddPeerBroker(options =>
        {
            options.AllowAnonymousPeers = true;
            options.ResumeWindow = resumeWindow ?? options.ResumeWindow;
        });
        WebApplication app = builder.Build();
        app.MapPeerBroker("/peers");
        await app.StartAsync(cancellationToken);
        return new ProductBroker(app, AddressOf(app, transport, socketPath));
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static Uri AddressOf(WebApplication app, EchoTransport transport, string socketPath) => transport switch
    {
        EchoTransport.Unix => new Uri($"unix://{socketPath}"),
        EchoTransport.Tcp => new UriBuilder(app.Urls.Single()) { Scheme = "tcp" }.Uri,
        _ => EchoWebHost.WebSocketAddress(app),
    };
}
