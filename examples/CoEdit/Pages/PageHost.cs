using System.Net.WebSockets;
using System.Security.Cryptography;
using CoEdit.Peers;

namespace CoEdit.Pages;

/// <summary>Serves the page, on this machine alone.</summary>
/// <remarks>
/// Other users of the machine can reach the port, and so can scripts of other web sites in this person's browser. The
/// former do not know the token, which is a part of the address and goes nowhere else (no referrer); the latter would
/// not be of the page's origin. Nor can a site whose name has been made to mean this machine name its host.
/// </remarks>
internal static class PageHost
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static WebApplication Create(Settings settings, Uri broker, out string token)
    {
        WebApplicationBuilder builder = LocalHost.CreateBuilder(settings.Port);
        builder.Services.AddSingleton(settings).AddSingleton<Workspace>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Workspace>());
        builder.Services.AddPeerClient(options =>
        {
            options.Address = broker;
            options.PeerIds.Add(settings.Name);
            options.MaxReconnectDelay = TimeSpan.FromSeconds(2); // people wait
            options.MaxMessageBytes = options.ReassemblyBytes = 64 * 1024 * 1024; // a whole document
        });

        WebApplication app = builder.Build();
        token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        app.Map($"/{token}", page =>
        {
            page.Use(RestrictAsync);
            page.UseDefaultFiles();
            page.UseStaticFiles();
            page.UseWebSockets();
            page.Run(ServeSocketAsync);
        });
        return app;
    }

    private static Task RestrictAsync(HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        return next(context);
    }

    // A script of no origin is no page of ours, either.
    private static async Task ServeSocketAsync(HttpContext context)
    {
        if (context.Request.Path != "/socket" || !context.WebSockets.IsWebSocketRequest
            || context.Request.Headers.Origin != $"http://{context.Request.Host}")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        IServiceProvider services = context.RequestServices;
        await using var stop = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping
            .Register(socket.Abort);
        await new PageSession(socket, services.GetRequiredService<Workspace>()).RunAsync();
    }
}
