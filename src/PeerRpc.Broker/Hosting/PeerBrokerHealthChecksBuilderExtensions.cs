using Microsoft.Extensions.Diagnostics.HealthChecks;
using PeerRpc.Broker.Statistics;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a PeerRpc broker to the health checks of an application.</summary>
public static class PeerBrokerHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds a check that fails while the broker has no policy, and so refuses everything, and once it has asked its
    /// clients to leave because the application stops.
    /// </summary>
    /// <param name="builder">The health checks. The broker itself is added by <c>AddPeerBroker</c>.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="failureStatus">What a failure counts as; unhealthy by default.</param>
    /// <param name="tags">Tags to choose checks by.</param>
    /// <returns>The health checks.</returns>
    public static IHealthChecksBuilder AddPeerBroker(
        this IHealthChecksBuilder builder, string name = "peer-broker", HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddCheck<PeerBrokerHealthCheck>(name, failureStatus, tags ?? []);
    }
}
