using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PeerRpc.Examples.Tests.Processes;

namespace PeerRpc.Examples.Tests;

public class TelemetryTests
{
    private static readonly string[] Instruments =
    [
        "peer_broker.sessions", "peer_broker.peers", "peer_broker.queue", "peer_broker.data.frames",
        "peer_broker.routes.opened", "peer_broker.registrations", "peerrpc.calls.made", "peerrpc.calls.served",
        "peerrpc.calls.made.duration", "peerrpc.calls.served.duration", "peerrpc.client.connects",
    ];

    [Fact]
    public async Task Run_WithACollector_ExportsWhatWasMeasuredAndTraced()
    {
        var received = new ConcurrentDictionary<string, string>();
        await using WebApplication collector = await CollectAsync(received);
        await using ExampleProcess example = ExampleProcess.Start(
            "Telemetry",
            new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.Single(),
            },
            "1");

        int exitCode = await example.ExitAsync();

        Assert.True(exitCode == 0, example.Output);
        Assert.Contains("The collector has it all.", example.Output, StringComparison.Ordinal);
        Assert.Contains("No unicorn: Internal, executed: Yes", example.Output, StringComparison.Ordinal);
        Assert.All(Instruments, name => Assert.Contains(name, received["/v1/metrics"], StringComparison.Ordinal));
        Assert.Contains("/kitchen/Cook", received["/v1/traces"], StringComparison.Ordinal);
        Assert.Contains("peer_broker.open_route", received["/v1/traces"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithoutACollector_SaysSoAndWorks()
    {
        await using ExampleProcess example = ExampleProcess.Start(
            "Telemetry",
            new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{FreePort.Find()}",
                ["OTEL_EXPORTER_OTLP_TIMEOUT"] = "1000",
            },
            "1");

        int exitCode = await example.ExitAsync();

        Assert.True(exitCode == 0, example.Output);
        Assert.Contains("meals and", example.Output, StringComparison.Ordinal);
        Assert.Contains("The collector could not be reached.", example.Output, StringComparison.Ordinal);
    }

    // The names are plain text within the messages, so nothing has to be decoded to find them.
    private static async Task<WebApplication> CollectAsync(ConcurrentDictionary<string, string> received)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.MapPost("/v1/{signal}", async (HttpContext context) =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.Latin1);
            string text = await reader.ReadToEndAsync();
            received.AddOrUpdate(context.Request.Path, text, (_, earlier) => earlier + text);
            return Results.Ok();
        });
        await app.StartAsync();
        return app;
    }
}
