using PeerRpc.Benchmarks.Measurement;

namespace PeerRpc.Benchmarks.Scenarios.Crowds;

/// <summary>One start of the broker and its peers.</summary>
/// <param name="Pair">Which start, from 1.</param>
/// <param name="Listed">Peers in a list, and how long it took.</param>
/// <param name="Viewed">Peers in a watcher's first view, and how long that took.</param>
/// <param name="Watched">Watchers that began at once, and how long until all had their view.</param>
/// <param name="Deltas">How long they took to learn of changes.</param>
/// <param name="BrokerMicrosecondsPerDelta">Processor time of the broker per watcher and change.</param>
/// <param name="Alone">What the broker held with all peers and no watchers.</param>
/// <param name="Watching">What it held after the changes.</param>
/// <param name="OtherCores">Cores that everything else on the machine kept busy meanwhile; null if unknown.</param>
internal sealed record DirectoryRun(
    int Pair,
    SpanResult Listed,
    SpanResult Viewed,
    SpanResult Watched,
    DeltaResult Deltas,
    double BrokerMicrosecondsPerDelta,
    ResidentReading Alone,
    ResidentReading Watching,
    double? OtherCores)
{
    private const double BytesPerKibibyte = 1024;

    /// <summary>Bytes of live objects of the broker per watcher, in KiB.</summary>
    public double KibibytesPerWatcher =>
        (Watching.ManagedBytes - Alone.ManagedBytes) / BytesPerKibibyte / Watched.Count;

    /// <summary>Whether so much else ran meanwhile that the run proves little, in either direction.</summary>
    public bool IsDisturbed => Disturbance.Is(OtherCores);
}
