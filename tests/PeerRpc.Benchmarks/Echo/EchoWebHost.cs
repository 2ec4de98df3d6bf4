using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace PeerRpc.Benchmarks.Echo;

/// <summary>The web application that a broker lives in, with the same settings for every system.</summary>
internal static class EchoWebHost
{
    private const string Path = "/peers";

    /// <summary>A builder that listens on a free loopback port and logs nothing to standard output.</summary>
    public static WebApplicationBuilder CreateBuilder() =>
        CreateBuilder(kestrel => kestrel.Listen(IPAddress.Loopback, 0));

    /// <summary>A builder that listens where it is told and logs nothing to standard output.</summary>
    public static WebApplicationBuilder CreateBuilder(Action<KestrelServerOptions> listen)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(listen);
        return builder;
    }

    /// <summary>Where a started application takes WebSockets.</summary>
    public static Uri WebSocketAddress(WebApplication app) => WebSocketAddress(app.Urls.Single());

    /// <summary>Where an application takes WebSockets that listens at an address.</summary>
    public static Uri WebSocketAddress(string url) =>
        new UriBuilder(url) { Scheme = Uri.UriSchemeWs, Path = Path }.Uri;
}
