using Microsoft.Extensions.Hosting;

namespace PeerRpc.Client.Hosting;

/// <summary>Connects the host's client in the background, and lets it leave when the host stops.</summary>
internal sealed class PeerClientService(PeerClient client) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        await client.DisposeAsync().ConfigureAwait(false);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        client.StartConnecting();
        return Task.CompletedTask;
    }
}
