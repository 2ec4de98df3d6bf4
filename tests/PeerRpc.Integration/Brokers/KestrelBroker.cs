using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PeerRpc.Client.Transports;
using PeerRpc.Core.Transports;

namespace PeerRpc.Integration.Brokers;

/// <summary>A broker in a web application.</summary>
internal sealed class KestrelBroker : ITestBroker
{
    private readonly WebApplication _app;
    private readonly IPeerConnector _connector;

    private KestrelBroker(WebApplication app, Uri address)
    {
        _app = app;
        Address = address;
        _connector = ((IPeerConnector[])[new WebSocketConnector(null), new SocketConnector()])
            .First(connector => connector.CanConnect(address));
    }

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts the application.</summary>
    /// <param name="configure">Adds the broker's services.</param>
    /// <param name="listen">Says where to listen.</param>
    /// <param name="toAddress">Makes the clients' address of what the application listens to.</param>
    public static async Task<ITestBroker> StartAsync(
        Action<IServiceCollection> configure, Action<KestrelServerOptions> listen, Func<string, Uri> toAddress)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(listen);
        configure(builder.Services);
        WebApplication app = builder.Build();
        app.UseAuthentication();
        app.MapPeerBroker("/peers");
        await app.StartAsync();
        return new KestrelBroker(app, toAddress(app.Urls.Single()));
    }

    public Task<PeerClient> ConnectAsync(Action<PeerClientOptions> configure) =>
        PeerClient.ConnectAsync(Address, configure);

    public IPeerConnector CreateConnector() => _connector;

    public Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
