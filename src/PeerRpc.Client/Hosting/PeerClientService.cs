using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PeerRpc.Client.Hosting;

/// <summary>Connects the host's client in the background, and lets it leave when the host stops.</summary>
internal sealed partial class PeerClientService(PeerClient client) : BackgroundService
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private readonly ILogger _logger = client.Options.LoggerFactory.CreateLogger<PeerClientService>();

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        await client.DisposeAsync().ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        client.StartConnecting();
        foreach (string peerId in client.Options.PeerIds)
            await RepeatAsync(token => client.RegisterAsPeerAsync(peerId, token), stoppingToken).ConfigureAwait(false);
    }

    private async Task RepeatAsync(Func<CancellationToken, Task> attempt, CancellationToken stoppingToken)
    {
        TimeSpan longest = FirstDelay;
        while (!await TryAsync(attempt, stoppingToken).ConfigureAwait(false))
        {
            // Full jitter: many clients whose broker has refused them must not ask again all at once.
            TimeSpan delay = longest * client.Options.Random.NextDouble();
            await client.Options.Work.DelayAsync(delay, client.Options.TimeProvider, stoppingToken)
                .ConfigureAwait(false);
            longest = longest * 2 < LongestDelay ? longest * 2 : LongestDelay;
        }
    }

    private async Task<bool> TryAsync(Func<CancellationToken, Task> attempt, CancellationToken stoppingToken)
    {
        try
        {
            await attempt(stoppingToken).ConfigureAwait(false);
            return true;
        }
        catch (PeerRpcException exception)
        {
            Log.TryingAgain(_logger, exception.Code, exception.Message);
            return client.Closed.IsCompleted;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(211, LogLevel.Warning, "Trying again after {Code}: {Reason}")]
        public static partial void TryingAgain(ILogger logger, PeerErrorCode code, string reason);
    }
}
