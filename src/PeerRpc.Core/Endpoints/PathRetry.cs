namespace PeerRpc.Core.Endpoints;

/// <summary>When an opener tries the next path. Guarded by the link's gate.</summary>
/// <remarks>
/// The first attempt follows within a moment, at random, so that a thousand links which lost their paths together do
/// not come back together; each further one waits up to twice as long.
/// </remarks>
/// <param name="time">The clock.</param>
/// <param name="jitter">Gives numbers from 0 up to 1.</param>
/// <param name="due">Called when it is time.</param>
internal sealed class PathRetry(TimeProvider time, Func<double> jitter, Action due) : IDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private ITimer? _timer;
    private TimeSpan _next = Shortest;
    private bool _disposed;

    /// <summary>Whether an attempt is to come.</summary>
    public bool IsScheduled { get; private set; }

    public void Schedule()
    {
        if (_disposed)
            return;
        IsScheduled = true;
        _timer ??= time.CreateTimer(
            static retry => ((PathRetry)retry!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(_next * jitter(), Timeout.InfiniteTimeSpan);
        _next = _next * 2 < Longest ? _next * 2 : Longest;
    }

    /// <summary>No attempt is to come.</summary>
    public void Stop()
    {
        IsScheduled = false;
        _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The path works: the next one that is lost is tried again soon.</summary>
    public void Reset() => _next = Shortest;

    public void Dispose()
    {
        _disposed = true;
        IsScheduled = false;
        _timer?.Dispose();
    }

    private void OnTimer() => due();
}
