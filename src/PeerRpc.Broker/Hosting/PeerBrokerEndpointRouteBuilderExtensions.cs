using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PeerRpc.Broker;
using PeerRpc.Broker.Hosting;
using PeerRpc.Broker.Statistics;

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

    /// <summary>
    /// Answers GET requests at this path with the broker's status (<see cref="PeerBrokerStatus"/>) as JSON.
    /// </summary>
    /// <remarks>
    /// Only authorized users get it: by the application's default policy, or by the one that is named with
    /// <c>RequireAuthorization</c> on what this returns; <c>AllowAnonymous</c> opens it to everybody.
    /// </remarks>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The path, for example <c>/peers/status</c>.</param>
    /// <returns>Adds conventions to the endpoint.</returns>
    /// <exception cref="InvalidOperationException"><c>AddPeerBroker</c> has not been called.</exception>
    public static IEndpointConventionBuilder MapPeerBrokerStatus(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        StatusEndpoint endpoint = endpoints.ServiceProvider.GetService<StatusEndpoint>()
            ?? throw new InvalidOperationException(
                "MapPeerBrokerStatus needs the broker's services: call builder.Services.AddPeerBroker() first.");
        return endpoints.MapGet(pattern, (RequestDelegate)endpoint.HandleAsync).RequireAuthorization()
            .WithDisplayName($"PeerRpc broker status {pattern}");
    }
}
