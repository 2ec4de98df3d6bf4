using System.Diagnostics.Metrics;

namespace PeerRpc.Core.Links;

/// <summary>What the links of one client have been through. For any thread.</summary>
internal sealed class LinkCounts
{
    // The instruments are the process's, and the counts the client's.
    private static readonly Meter Meter = new("PeerRpc.Core");

    private static readonly Counter<long> ResumedCounter = Meter.CreateCounter<long>(
        "peerrpc.links.resumed", "{link}", "Links that went on over another path.");

    private static readonly Counter<long> FaultCounter = Meter.CreateCounter<long>(
        "peerrpc.links.faults", "{fault}", "Links that found the protocol broken, or were told so.");

    private static readonly Counter<long> ReplayedCounter = Meter.CreateCounter<long>(
        "peerrpc.links.frames.replayed", "{frame}", "Frames that links sent again after they had resumed.");

    private long _resumed;
    private long _faults;
    private long _replayed;
    private long _streamsPassed;
    private long _streamsReceived;

    /// <summary>How often one of them went on over another path, at either end.</summary>
    public long Resumed => Volatile.Read(ref _resumed);

    /// <summary>How often either side found that the protocol was broken.</summary>
    public long Faults => Volatile.Read(ref _faults);

    /// <summary>How many frames were written again.</summary>
    public long Replayed => Volatile.Read(ref _replayed);

    /// <summary>How many streams and live objects were passed to the other side.</summary>
    public long StreamsPassed => Volatile.Read(ref _streamsPassed);

    /// <summary>How many streams and live objects were received.</summary>
    public long StreamsReceived => Volatile.Read(ref _streamsReceived);

    public void CountResumed()
    {
        Interlocked.Increment(ref _resumed);
        ResumedCounter.Add(1);
    }

    public void CountFault()
    {
        Interlocked.Increment(ref _faults);
        FaultCounter.Add(1);
    }

    public void CountReplayed()
    {
        Interlocked.Increment(ref _replayed);
        ReplayedCounter.Add(1);
    }

    public void CountStreamPassed() => Interlocked.Increment(ref _streamsPassed);

    public void CountStreamsReceived(int count) => Interlocked.Add(ref _streamsReceived, count);
}
