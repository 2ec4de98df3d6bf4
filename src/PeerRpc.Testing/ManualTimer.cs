namespace PeerRpc.Testing;

/// <summary>A timer of a <see cref="ManualTimeProvider"/>.</summary>
internal sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
{
    private volatile bool _disposed;

    /// <summary>The setting that counts; null if the timer is not set. Guarded by the clock.</summary>
    public Setting? Current { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed)
            return false;
        clock.Set(this, dueTime, period);
        return true;
    }

    public void Fire()
    {
        if (!_disposed)
            callback(state);
    }

    public void Dispose()
    {
        _disposed = true;
        clock.Set(this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    /// <summary>One setting of a timer; compared by reference.</summary>
    internal sealed class Setting(ManualTimer timer, TimeSpan period)
    {
        public ManualTimer Timer => timer;

        public TimeSpan Period => period;
    }
}
