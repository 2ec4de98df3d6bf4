using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PeerRpc.Broker.Hosting;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts a PeerRpc broker behind an address of a web application.</summary>
public static class PeerBrokerEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Serves the broker's clients at this path, over WebSockets. <c>UseWebSockets</c> is not needed.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The path, for example <c>/peers</c>.</param>
    /// <returns>Adds conventions, such as <c>RequireAuthorization</c>, to the endpoint.</returns>
    /// <exception cref="InvalidOperationException"><c>AddPeerBroker</c> has not been called.</exception>
    public static IEndpointConventionBuilder MapPeerBroker(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        WebSocketEndpoint endpoint = endpoints.ServiceProvider.GetService<WebSocketEndpoint>()
            ?? throw new InvalidOperationException(
                "MapPeerBroker needs the broker's services: call builder.Services.AddPeerBroker() first.");
        IApplicationBuilder branch = endpoints.CreateApplicationBuilder();
        branch.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        branch.Run(endpoint.HandleAsync);
        return endpoints.Map(pattern, branch.Build()).WithDisplayName($"PeerRpc broker {pattern}");
    }
}
