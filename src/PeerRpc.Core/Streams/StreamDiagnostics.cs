using System.Diagnostics.Metrics;

namespace PeerRpc.Core.Streams;

/// <summary>The metrics of streams, in the meter of calls.</summary>
internal static class StreamDiagnostics
{
    private static readonly Meter Meter = new("PeerRpc.Core");

    private static readonly Counter<long> Dropped = Meter.CreateCounter<long>(
        "peerrpc.streams.items.dropped", "{item}",
        "Items of observables that this process dropped because their readers were too slow.");

    public static void CountDropped(int count)
    {
        if (count > 0)
            Dropped.Add(count);
    }
}
