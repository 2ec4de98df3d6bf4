namespace PeerRpc.Core.Connections;

/// <summary>A timer that is made when it is first set: most of those that may be needed never are.</summary>
/// <remarks>
/// A timer takes 120 bytes, and an idle peer would have half a dozen that rest. It is a field of its owner, not to be
/// copied, and guarded by the owner: one thread at a time sets or disposes it.
/// </remarks>
internal struct LazyTimer
{
    private ITimer? _timer;
    private bool _disposed;

    /// <summary>Sets the timer, which calls back once; does nothing when it was disposed.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="callback">What it calls; always the same.</param>
    /// <param name="state">What it gives to that; always the same.</param>
    /// <param name="due">After how long.</param>
    public void Set(TimeProvider time, TimerCallback callback, object state, TimeSpan due)
    {
        if (_disposed)
            return;
        _timer ??= time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Stops the timer for good.</summary>
    public void Dispose()
    {
        _disposed = true;
        _timer?.Dispose();
    }
}
