using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PeerRpc.Benchmarks.Crowds;
using PeerRpc.Benchmarks.Echo;
using PeerRpc.Benchmarks.Product;

namespace PeerRpc.Benchmarks.Bare;

/// <summary>Kestrel with WebSockets that wait for a message without holding a buffer.</summary>
internal sealed class BareCrowdBroker(WebApplication app, Exchanges exchanges) : ICrowdBroker
{
    private int _clients;

    /// <inheritdoc/>
    public IReadOnlyList<Uri> Addresses => CrowdAddresses.Of(app);

    /// <summary>Starts listening.</summary>
    public static async Task<ICrowdBroker> StartAsync(
        int ports, Exchanges exchanges, CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder =
            EchoWebHost.CreateBuilder(kestrel => CrowdAddresses.Listen(kestrel, ports));
        if (exchanges.Any) NameTokenHandler.AddTo(builder.Services);
        WebApplication app = builder.Build();
        if (exchanges.Any) app.UseAuthentication();
        var broker = new BareCrowdBroker(app, exchanges);
        app.UseWebSockets();
        app.Run(broker.ServeAsync);
        await app.StartAsync(cancellationToken);
        return broker;
    }

    /// <inheritdoc/>
    public int CountClients() => Volatile.Read(ref _clients);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        var settings = new WebSocketAcceptContext { KeepAliveInterval = Timeout.InfiniteTimeSpan };
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync(settings);
        Interlocked.Increment(ref _clients);
        try
        {
            await exchanges.AnswerAsync(socket, context.RequestAborted);
            await socket.ReceiveAsync(Memory<byte>.Empty, context.RequestAborted);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
        }
        finally
        {
            Interlocked.Decrement(ref _clients);
        }
    }
}
