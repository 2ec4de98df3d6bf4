using System.Security.Cryptography;
using System.Text;
using CoEdit.Peers;

namespace CoEdit.Pages;

/// <summary>Serves the page, on this machine alone.</summary>
/// <remarks>
/// Other users of the machine can reach the port, and so can scripts of other web sites in this person's browser. The
/// former do not know the token, which is a part of the address and goes nowhere else (no referrer); the latter would
/// not be of the page's origin, and could not name its host.
/// </remarks>
internal static class PageHost
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static WebApplication Create(Settings settings, Uri broker, out string token)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{settings.Port}");
        builder.Services.AddSingleton(settings).AddSingleton<Workspace>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Workspace>());
        builder.Services.AddPeerClient(options =>
        {
            options.Address = broker;
            options.MaxReconnectDelay = TimeSpan.FromSeconds(2); // people wait
            options.MaxMessageBytes = options.ReassemblyBytes = 64 * 1024 * 1024; // a whole document
        });

        WebApplication app = builder.Build();
        string secret = token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        app.Use((context, next) => IsFromHere(context, secret) ? next(context) : RefuseAsync(context));
        app.UseDefaultFiles();
        app.UseStaticFiles();
        app.UseWebSockets();
        app.Run(ServeSocketAsync);
        return app;
    }

    private static bool IsFromHere(HttpContext context, string token)
    {
        HttpRequest request = context.Request;
        string host = request.Host.Value ?? "";
        int port = context.Connection.LocalPort;
        if ((host != $"127.0.0.1:{port}" && host != $"localhost:{port}")
            || (request.Headers.Origin.Count > 0 && request.Headers.Origin != $"http://{host}")
            || request.Path.Value?.Split('/', 3) is not ["", var given, var rest]
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(token)))
            return false;
        request.Path = "/" + rest;
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = "no-referrer";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        return true;
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static async Task ServeSocketAsync(HttpContext context)
    {
        // A script of no origin is no page of ours, either.
        if (context.Request.Path != "/socket" || !context.WebSockets.IsWebSocketRequest
            || context.Request.Headers.Origin.Count == 0)
        {
            await RefuseAsync(context);
            return;
        }
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var services = context.RequestServices;
        await using var stop = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping
            .Register(socket.Abort);
        await new PageSession(socket, services.GetRequiredService<Workspace>()).RunAsync();
    }
}
