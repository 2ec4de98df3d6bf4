using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Extensions.DependencyInjection;
using PeerRpc.Benchmarks.Echo;

namespace PeerRpc.Benchmarks.SignalR;

/// <summary>A hub in a web application of its own.</summary>
internal sealed class SignalRBroker(WebApplication app) : IEchoBroker
{
    // A chunk of 64 KiB is 87 KiB of JSON.
    private const int MessageBytes = 1024 * 1024;

    // One by default, which forbids client results in hub methods; a caller here has at most 1 024 calls in flight.
    private const int ParallelInvocations = 1024;

    /// <inheritdoc/>
    public Uri Address => EchoWebHost.WebSocketAddress(app);

    /// <summary>Starts it.</summary>
    public static async Task<IEchoBroker> StartAsync(CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = EchoWebHost.CreateBuilder();
        builder.Services.AddSingleton<HubPeers>();
        builder.Services.AddSignalR(options =>
        {
            options.MaximumParallelInvocationsPerClient = ParallelInvocations;
            options.MaximumReceiveMessageSize = MessageBytes;
        });
        WebApplication app = builder.Build();
        app.MapHub<PeerHub>("/peers", options => options.Transports = HttpTransportType.WebSockets);
        await app.StartAsync(cancellationToken);
        return new SignalRBroker(app);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => app.DisposeAsync();
}
