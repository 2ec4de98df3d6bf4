using System.Net.WebSockets;
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
        // Without this, who sends a token that is not accepted would be let in as somebody without one.
        if (context.Request.Headers.Authorization.Count > 0 && context.User.Identity is not { IsAuthenticated: true })
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
        await broker.RunAsync(transport, context.User, address, context.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
