using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PeerRpc.Client;
using PeerRpc.Client.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds a PeerRpc client to the services of an application.</summary>
public static class PeerClientServiceCollectionExtensions
{
    /// <summary>
    /// Adds a client, as the singleton <see cref="PeerClient"/>, that connects when the host starts. The start does not
    /// wait for the broker: the client goes on trying, and calls wait for it within their deadlines.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the address and other options.</param>
    /// <returns>Adds controllers.</returns>
    public static PeerClientBuilder AddPeerClient(this IServiceCollection services, Action<PeerClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<PeerClientOptions>()
            .Configure<IServiceProvider>(static (options, provider) =>
                options.LoggerFactory = provider.GetService<ILoggerFactory>() ?? options.LoggerFactory)
            .Configure(configure)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<PeerClientOptions>, PeerClientOptionsValidator>();
        services.AddSingleton(CreateClient);
        services.AddHostedService<PeerClientService>();
        return new PeerClientBuilder(services);
    }

    private static PeerClient CreateClient(IServiceProvider services)
    {
        var client = new PeerClient(services.GetRequiredService<IOptions<PeerClientOptions>>().Value);
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        foreach (HostedController controller in services.GetServices<HostedController>())
            controller.Register(client, scopes);
        return client;
    }
}
