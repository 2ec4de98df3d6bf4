using Microsoft.Extensions.Diagnostics.HealthChecks;
using PeerRpc.Broker.Policies;

namespace PeerRpc.Broker.Statistics;

/// <summary>Whether the broker serves clients: not without a policy, and not when it is about to stop.</summary>
internal sealed class PeerBrokerHealthCheck(IPeerBroker broker, PolicyEvaluator policies) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult(Check(context.Registration.FailureStatus));

    private HealthCheckResult Check(HealthStatus failure)
    {
        PeerBrokerStatus status = broker.GetStatus();
        var data = new Dictionary<string, object>
        {
            ["sessions"] = status.Sessions,
            ["peers"] = status.Peers,
            ["queuedBytes"] = status.QueuedBytes,
        };
        if (policies.AllowsNothing)
            return new HealthCheckResult(failure, PolicyEvaluator.NoPolicyText, data: data);
        return status.IsDraining
            ? new HealthCheckResult(failure, "The broker has asked its clients to leave.", data: data)
            : HealthCheckResult.Healthy($"{status.Peers} peers of {status.Sessions} clients.", data);
    }
}
