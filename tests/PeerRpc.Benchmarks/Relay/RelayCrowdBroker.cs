using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PeerRpc.Benchmarks.Crowds;
using PeerRpc.Benchmarks.Echo;

namespace PeerRpc.Benchmarks.Relay;

/// <summary>The relay's broker for thousands of members, behind Kestrel.</summary>
internal sealed class RelayCrowdBroker(WebApplication app) : ICrowdBroker
{
    private readonly RelayBroker _broker = new();

    /// <inheritdoc/>
    public IReadOnlyList<Uri> Addresses => CrowdAddresses.Of(app);

    /// <summary>Starts listening.</summary>
    public static async Task<ICrowdBroker> StartAsync(int ports, CancellationToken cancellationToken)
    {
        WebApplication app =
            EchoWebHost.CreateBuilder(kestrel => CrowdAddresses.Listen(kestrel, ports)).Build();
        var broker = new RelayCrowdBroker(app);
        app.UseWebSockets();
        app.Run(broker.ServeAsync);
        await app.StartAsync(cancellationToken);
        return broker;
    }

    /// <inheritdoc/>
    public int CountClients() => _broker.Callees;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        var settings = new WebSocketAcceptContext { KeepAliveInterval = TimeSpan.Zero };
        var pipe = new WebSocketPipe(await context.WebSockets.AcceptWebSocketAsync(settings));
        await _broker.ServeAsync(pipe, isSmall: true);
    }
}
