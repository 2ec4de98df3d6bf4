namespace PeerRpc.Benchmarks.Workers;

/// <summary>Does one job after another, and says how long they took.</summary>
/// <param name="job">How long a job takes, about.</param>
/// <param name="time">The clock.</param>
internal sealed class Worker(TimeSpan job, TimeProvider time) : IWorker
{
    private readonly SemaphoreSlim _turn = new(1);
    private long _ticks;
    private long _jobs;

    /// <summary>How many jobs it does per second while it has any, as measured; 0 if it had none.</summary>
    public double JobsPerSecond => _ticks == 0 ? 0 : _jobs / time.GetElapsedTime(0, _ticks).TotalSeconds;

    /// <summary>How many jobs it has done.</summary>
    public long Jobs => Volatile.Read(ref _jobs);

    /// <inheritdoc/>
    public async Task WorkAsync(CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            long start = time.GetTimestamp();
            await Task.Delay(job, cancellationToken);
            _ticks += time.GetTimestamp() - start;
            _jobs++;
        }
        finally
        {
            _turn.Release();
        }
    }
}
