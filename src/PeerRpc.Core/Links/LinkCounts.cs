namespace PeerRpc.Core.Links;

/// <summary>What the links of one client have been through. For any thread.</summary>
internal sealed class LinkCounts
{
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

    public void CountResumed() => Interlocked.Increment(ref _resumed);

    public void CountFault() => Interlocked.Increment(ref _faults);

    public void CountReplayed() => Interlocked.Increment(ref _replayed);

    public void CountStreamPassed() => Interlocked.Increment(ref _streamsPassed);

    public void CountStreamsReceived(int count) => Interlocked.Add(ref _streamsReceived, count);
}
