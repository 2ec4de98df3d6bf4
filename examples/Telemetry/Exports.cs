using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Telemetry;

/// <summary>Everything that the broker and the clients of this process measure, on its way to a collector.</summary>
/// <remarks>
/// Where to is said by the environment variables of OpenTelemetry, such as OTEL_EXPORTER_OTLP_ENDPOINT. Nothing of
/// PeerRpc has to be switched on: it costs next to nothing until somebody listens.
/// </remarks>
internal sealed class Exports : IDisposable
{
    private const string Everything = "PeerRpc.*"; // PeerRpc.Core, PeerRpc.Client and PeerRpc.Broker

    private readonly MeterProvider _meters = Sdk.CreateMeterProviderBuilder()
        .ConfigureResource(Describe).AddMeter(Everything).AddOtlpExporter().Build();

    private readonly TracerProvider _traces = Sdk.CreateTracerProviderBuilder()
        .ConfigureResource(Describe).AddSource(Everything).AddOtlpExporter().Build();

    /// <summary>Sends what there is, without waiting for the next interval.</summary>
    /// <returns>Whether the collector has taken it.</returns>
    public bool Flush() => _meters.ForceFlush() & _traces.ForceFlush();

    public void Dispose()
    {
        _meters.Dispose();
        _traces.Dispose();
    }

    private static void Describe(ResourceBuilder resource) => resource.AddService("peerrpc-telemetry-example");
}
