using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PeerRpc.Client.Connections;

/// <summary>The traces and the metrics of connections to brokers, under the name <c>PeerRpc.Client</c>.</summary>
internal static class ConnectionDiagnostics
{
    public const string Name = "PeerRpc.Client";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Attempts = Meter.CreateCounter<long>(
        "peerrpc.client.connects", "{attempt}", "Attempts to connect to a broker, by outcome.");

    private static readonly UpDownCounter<long> Open = Meter.CreateUpDownCounter<long>(
        "peerrpc.client.connections", "{connection}", "Connections to brokers that are open.");

    /// <summary>Begins the span of an attempt; null if nobody listens.</summary>
    public static Activity? StartConnecting(Uri address) =>
        Source.StartActivity("connect", ActivityKind.Client)?.SetTag("server.address", address.Host);

    /// <summary>An attempt has ended.</summary>
    public static void CountAttempt(PeerErrorCode outcome) => Attempts.Add(
        1, new KeyValuePair<string, object?>("outcome", outcome == PeerErrorCode.None ? "Ok" : outcome.ToString()));

    /// <summary>A connection has opened, or ended.</summary>
    public static void CountOpen(int change) => Open.Add(change);
}
