using System.Diagnostics;
using PeerRpc.Benchmarks.Bulk;

namespace PeerRpc.Benchmarks.Measurement;

/// <summary>Transfers one after another until it is told to stop.</summary>
internal sealed class RepeatedBulk
{
    // Long enough that the beginning of a transfer hardly counts, short enough to stop soon.
    private const long TransferBytes = 64 * 1024 * 1024;
    private readonly TaskCompletionSource _underWay = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<BulkResult> _running;
    private volatile bool _stop;

    /// <summary>Starts.</summary>
    public RepeatedBulk(BulkLoad load, BulkTarget target) => _running = RunAsync(load, target);

    /// <summary>Done when the first transfer is through and the next one begins, or when it has failed.</summary>
    public Task UnderWay => Task.WhenAny(_underWay.Task, _running).Unwrap();

    /// <summary>Done when it has stopped or failed.</summary>
    public Task Ended => _running;

    /// <summary>Lets the transfer under way finish and gives the sum of all.</summary>
    public Task<BulkResult> StopAsync()
    {
        _stop = true;
        return _running;
    }

    private async Task<BulkResult> RunAsync(BulkLoad load, BulkTarget target)
    {
        long bytes = 0;
        long start = Stopwatch.GetTimestamp();
        while (!_stop)
        {
            bytes += (await load.ReceiveAsync(target, TransferBytes)).Bytes;
            _underWay.TrySetResult();
        }

        return new BulkResult(bytes, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}
