using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace PeerRpc.Broker.Statistics;

/// <summary>Answers requests for the broker's status.</summary>
internal sealed class StatusEndpoint(IPeerBroker broker)
{
    public Task HandleAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        // What was true a moment ago is of no use to anybody.
        context.Response.Headers.CacheControl = "no-store";
        return JsonSerializer.SerializeAsync(
            context.Response.Body, broker.GetStatus(), StatusJson.Default.PeerBrokerStatus, context.RequestAborted);
    }
}
