using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PeerRpc.Broker;
using PeerRpc.Broker.Admission;
using PeerRpc.Broker.Auditing;
using PeerRpc.Broker.Discovery;
using PeerRpc.Broker.Endpoints;
using PeerRpc.Broker.Groups;
using PeerRpc.Broker.Hosting;
using PeerRpc.Broker.Policies;
using PeerRpc.Broker.Principals;
using PeerRpc.Broker.Registry;
using PeerRpc.Broker.Routing;
using PeerRpc.Broker.Sessions;
using PeerRpc.Broker.Statistics;
using PeerRpc.Broker.Telemetry;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Randomness;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a PeerRpc broker to the services of an application.</summary>
public static class PeerBrokerServiceCollectionExtensions
{
    /// <summary>
    /// Adds a broker. Clients reach it where <c>MapPeerBroker</c> puts it; what they may do there, the policies decide.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Changes the settings; may be left out.</param>
    /// <returns>Adds policies and controllers.</returns>
    public static PeerBrokerBuilder AddPeerBroker(
        this IServiceCollection services, Action<PeerBrokerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        AddOptions(services, configure);
        services.AddLogging();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(WorkScheduler.Pool);
        services.TryAddSingleton(RandomSource.Secure);
        services.TryAddSingleton<BrokerEvents>();
        services.TryAddSingleton<ConnectionAdmission>();
        services.TryAddSingleton<PolicyEvaluator>();
        services.TryAddSingleton<TokenAuthenticator>();
        services.TryAddSingleton<PrincipalStamps>();
        services.TryAddSingleton<SessionTable>();
        services.TryAddSingleton<Reservations>();
        services.TryAddSingleton<PeerTable>();
        services.TryAddSingleton<PeerDescriptions>();
        services.TryAddSingleton<IncumbentCheck>();
        services.TryAddSingleton<PeerRegistry>();
        services.TryAddSingleton<RegistryController>();
        services.TryAddSingleton<Gathering>();
        services.TryAddSingleton<RunningViews>();
        services.TryAddSingleton<DirectoryController>();
        services.TryAddSingleton<GroupTable>();
        services.TryAddSingleton<GroupAdmission>();
        services.TryAddSingleton<GroupSenders>();
        services.TryAddSingleton<GroupsController>();
        services.TryAddSingleton<ReportedStatistics>();
        services.TryAddSingleton<StatisticsController>();
        services.TryAddSingleton<IPeerBroker, BrokerOverview>();
        services.TryAddSingleton<StatusEndpoint>();
        services.TryAddSingleton<BrokerCallPolicy>();
        services.TryAddSingleton<IBrokerEndpoint, ControllerEndpoint>();
        services.TryAddSingleton<RouteOpenings>();
        services.TryAddSingleton<BrokerMetrics>();
        services.TryAddSingleton<BrokerServices>();
        services.TryAddSingleton<PeerBroker>();
        services.TryAddSingleton<WebSocketEndpoint>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, PolicyStartupCheck>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, BrokerLifetime>());
        return new PeerBrokerBuilder(services);
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026",
        Justification = "The options have no properties whose types would be validated in turn.")]
    private static void AddOptions(IServiceCollection services, Action<PeerBrokerOptions>? configure)
    {
        OptionsBuilder<PeerBrokerOptions> options = services.AddOptions<PeerBrokerOptions>()
            .ValidateDataAnnotations()
            .Validate(o => o.DeadAfter > o.PingAfter, "PeerBrokerOptions.DeadAfter must be longer than PingAfter.")
            .ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
    }
}
