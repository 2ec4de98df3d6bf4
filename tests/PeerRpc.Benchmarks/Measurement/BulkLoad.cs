using System.Diagnostics;
using PeerRpc.Benchmarks.Bulk;

namespace PeerRpc.Benchmarks.Measurement;

/// <summary>Transfers from a sender to this process, checked: the same for every system.</summary>
internal sealed class BulkLoad(IBulkCaller caller)
{
    // A transfer that is slower has hung; no system here comes near it.
    private const long LeastBytesPerSecond = 5_000_000;
    private static readonly TimeSpan ShortestLimit = TimeSpan.FromSeconds(20);

    /// <summary>The longest that a transfer may take.</summary>
    public static TimeSpan LimitOf(long bytes) =>
        ShortestLimit + TimeSpan.FromSeconds((double)bytes / LeastBytesPerSecond);

    /// <summary>Makes one transfer.</summary>
    /// <exception cref="TimeoutException">It hung.</exception>
    public async Task<BulkResult> ReceiveAsync(BulkTarget target, long bytes)
    {
        var meter = new BulkMeter();
        long start = Stopwatch.GetTimestamp();
        await caller.ReceiveAsync(target, bytes, meter).WaitAsync(LimitOf(bytes));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        meter.Verify(bytes);
        return new BulkResult(bytes, seconds);
    }
}
