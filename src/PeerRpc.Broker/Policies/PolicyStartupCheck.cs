using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PeerRpc.Broker.Policies;

/// <summary>Says at start-up that a broker without a policy refuses everything, before anybody wonders why.</summary>
internal sealed partial class PolicyStartupCheck(PolicyEvaluator policies, ILogger<PolicyStartupCheck> logger)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (policies.AllowsNothing)
            Log.NoPolicy(logger, PolicyEvaluator.NoPolicyText);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(2003, LogLevel.Error, "{Text}")]
        public static partial void NoPolicy(ILogger logger, string text);
    }
}
