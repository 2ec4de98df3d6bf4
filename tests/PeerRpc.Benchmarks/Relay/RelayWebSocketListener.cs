using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PeerRpc.Benchmarks.Echo;

namespace PeerRpc.Benchmarks.Relay;

/// <summary>The relay's broker behind Kestrel.</summary>
internal sealed class RelayWebSocketListener(WebApplication app) : IEchoBroker
{
    private readonly RelayBroker _broker = new();

    /// <inheritdoc/>
    public Uri Address => EchoWebHost.WebSocketAddress(app);

    /// <summary>Starts listening on a free port.</summary>
    public static async Task<IEchoBroker> StartAsync(CancellationToken cancellationToken)
    {
        WebApplication app = EchoWebHost.CreateBuilder().Build();
        var listener = new RelayWebSocketListener(app);
        app.UseWebSockets();
        app.Run(listener.ServeAsync);
        await app.StartAsync(cancellationToken);
        return listener;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        var settings = new WebSocketAcceptContext { KeepAliveInterval = TimeSpan.Zero };
        await _broker.ServeAsync(new WebSocketPipe(await context.WebSockets.AcceptWebSocketAsync(settings)));
    }
}
