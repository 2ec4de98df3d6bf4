using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PeerRpc.Broker.Policies;

/// <summary>
/// Says at start-up that a broker without a policy refuses everything, before anybody wonders why; and that one allows
/// everything, before anybody forgets it.
/// </summary>
internal sealed partial class PolicyStartupCheck(PolicyEvaluator policies, ILogger<PolicyStartupCheck> logger)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (policies.AllowsNothing)
            Log.NoPolicy(logger, PolicyEvaluator.NoPolicyText);
        else if (policies.AllowsEverything)
            Log.Open(logger);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(2003, LogLevel.Error, "{Text}")]
        public static partial void NoPolicy(ILogger logger, string text);

        [LoggerMessage(2004, LogLevel.Warning,
            "Everybody who reaches this broker may do everything, because of AllowEverything().")]
        public static partial void Open(ILogger logger);
    }
}
