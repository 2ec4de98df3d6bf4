using System.Net.WebSockets;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PeerRpc.Core.Transports;

namespace PeerRpc.Broker.Hosting;

/// <summary>Takes WebSocket requests.</summary>
internal sealed class WebSocketEndpoint(PeerBroker broker, IOptions<PeerBrokerOptions> options)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "Connect with a WebSocket.");
            return;
        }
        if (!OriginCheck.IsAllowed(context.Request, options.Value.AllowedOrigins))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "This origin may not connect.");
            return;
        }
        ClaimsPrincipal user = await IdentifyAsync(context);
        // Without this, who sends a token that is not accepted would be let in as somebody without one.
        if (context.Request.Headers.Authorization.Count > 0 && user.Identity is not { IsAuthenticated: true })
        {
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "The token was not accepted.");
            return;
        }
        // Silence is the broker's own business (see PingAfter), and compression would let few bytes become many.
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            KeepAliveInterval = Timeout.InfiniteTimeSpan,
            DangerousEnableCompression = false,
        });
        string? address = context.Connection.RemoteIpAddress?.ToString();
        var transport = new WebSocketTransport(socket, $"ws {address}:{context.Connection.RemotePort}");
        // Not with RequestAborted: the receive ends when the request does, and a token costs each client 300 bytes.
        await broker.RunAsync(transport, user, address, CancellationToken.None);
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
