using System.Net.WebSockets;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using PeerRpc.Core.Transports;

namespace PeerRpc.Broker.Hosting;

/// <summary>Takes WebSocket requests.</summary>
internal sealed class WebSocketEndpoint(PeerBroker broker, IOptions<PeerBrokerOptions> options)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (await AcceptAsync(context) is not { } socket)
            return;
        using (socket)
            await ServeAsync(context, socket);
    }

    private Task ServeAsync(HttpContext context, WebSocket socket)
    {
        // Not by context.Connection, which would be made for it, and kept as long as the client stays.
        IHttpConnectionFeature? client = context.Features.Get<IHttpConnectionFeature>();
        string? address = client?.RemoteIpAddress?.ToString();
        var transport = new WebSocketTransport(socket, address ?? "?", client?.RemotePort);
        // Not with RequestAborted: the receive ends when the request does, and a token costs each client 300 bytes.
        return broker.RunAsync(transport, context.User, address, CancellationToken.None);
    }

    // Null if the request was refused, and has been answered.
    private async Task<WebSocket?> AcceptAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "Connect with a WebSocket.");
            return null;
        }
        if (!OriginCheck.IsAllowed(context.Request, options.Value.AllowedOrigins))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "This origin may not connect.");
            return null;
        }
        context.User = await IdentifyAsync(context);
        // Without this, who sends a token that is not accepted would be let in as somebody without one.
        if (context.Request.Headers.Authorization.Count > 0 && context.User.Identity is not { IsAuthenticated: true })
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "The token was not accepted.");
            return null;
        }
        // Silence is the broker's own business (see PingAfter), and compression would let few bytes become many.
        return await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            KeepAliveInterval = Timeout.InfiniteTimeSpan,
            DangerousEnableCompression = false,
        });
    }

    // The application's middleware asks its default scheme only; the broker may have been given another one.
    private async Task<ClaimsPrincipal> IdentifyAsync(HttpContext context)
    {
        if (context.User.Identity is { IsAuthenticated: true } || options.Value.AuthenticationScheme is not { } scheme)
            return context.User;
        AuthenticateResult result = await context.AuthenticateAsync(scheme);
        return result.Principal ?? context.User;
    }

    private static Task RefuseAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
