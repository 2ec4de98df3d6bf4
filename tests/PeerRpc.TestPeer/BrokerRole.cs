using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PeerRpc.TestPeer;

/// <summary>A broker on a loopback port, for WebSockets or for raw TCP.</summary>
internal static class BrokerRole
{
    /// <summary>Starts it.</summary>
    /// <param name="webSocket">Whether it speaks WebSocket.</param>
    /// <param name="port">Where; zero for any free port.</param>
    /// <param name="window">For how long it keeps ids, and links may be without a path.</param>
    /// <returns>The application, and its address for the transport that was asked for.</returns>
    public static async Task<(IAsyncDisposable Running, Uri Address)> StartAsync(
        bool webSocket, int port, TimeSpan window)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen =>
        {
            if (!webSocket)
                listen.UsePeerBroker();
        }));
        builder.Services.AddAuthentication(TokenHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(TokenHandler.SchemeName, null);
        builder.Services.AddPeerBroker(options =>
        {
            options.AllowAnonymousPeers = true;
            options.ResumeWindow = window;
            options.PingAfter = TimeSpan.FromSeconds(1);
            options.DeadAfter = TimeSpan.FromSeconds(4);
        });
        WebApplication app = builder.Build();
        app.UseAuthentication();
        app.MapPeerBroker("/peers");
        await app.StartAsync();
        var url = new Uri(app.Urls.Single());
        return (app, new Uri(webSocket ? $"ws://{url.Authority}/peers" : $"tcp://{url.Authority}"));
    }
}
