namespace PeerRpc.Benchmarks.Measurement;

/// <summary>Watches what this process has resident, from an idle moment to the reading.</summary>
internal sealed class MemoryWatch
{
    private static readonly TimeSpan SamplePeriod = TimeSpan.FromMilliseconds(20);
    private readonly bool _isExact;
    private readonly long _idle;
    private readonly Thread? _sampling;
    private long _highest;
    private volatile bool _stop;

    /// <summary>Collects garbage, takes what is left as idle and starts watching.</summary>
    public MemoryWatch()
    {
        // Aggressive gives free memory back to the system: else the transfer would fill what the warm-up has left, and
        // its growth would look smaller than it is.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _isExact = PeakMemory.TryReset();
        _idle = _highest = _isExact ? PeakMemory.Read() : Environment.WorkingSet;
        if (_isExact) return;
        _sampling = new Thread(Sample) { IsBackground = true, Name = "memory" };
        _sampling.Start();
    }

    /// <summary>Stops watching and gives the result.</summary>
    public MemoryReading Stop()
    {
        _stop = true;
        _sampling?.Join();
        return new MemoryReading(_idle, _isExact ? PeakMemory.Read() : _highest, _isExact);
    }

    // A thread, not a timer: the pool has two threads here, and the transfer needs them.
    private void Sample()
    {
        while (!_stop)
        {
            _highest = Math.Max(_highest, Environment.WorkingSet);
            Thread.Sleep(SamplePeriod);
        }
    }
}
