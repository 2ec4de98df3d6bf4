using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PeerRpc.TestPeer;

/// <summary>A broker on free loopback ports: one for WebSockets, one for raw TCP.</summary>
internal static class BrokerRole
{
    /// <summary>Starts it.</summary>
    /// <returns>The application, and its address for the transport that was asked for.</returns>
    public static async Task<(IAsyncDisposable Running, Uri Address)> StartAsync(bool webSocket)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (!webSocket)
                listen.UsePeerBroker();
        }));
        builder.Services.AddAuthentication(NameHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, NameHandler>(NameHandler.SchemeName, null);
        builder.Services.AddPeerBroker(options =>
        {
            options.AllowAnonymousPeers = true;
            // So that tests of what is gone for good need not wait long for it.
            options.ResumeWindow = TimeSpan.FromSeconds(1);
            options.PingAfter = TimeSpan.FromSeconds(1);
            options.DeadAfter = TimeSpan.FromSeconds(4);
        });
        WebApplication app = builder.Build();
        app.MapPeerBroker("/peers");
        await app.StartAsync();
        var url = new Uri(app.Urls.Single());
        return (app, new Uri(webSocket ? $"ws://{url.Authority}/peers" : $"tcp://{url.Authority}"));
    }
}
