namespace PeerRpc.Core.Endpoints;

/// <summary>How long a link may be without a path. Guarded by the link's gate, under which nothing is called.</summary>
/// <param name="time">The clock.</param>
/// <param name="expired">
/// Called when the window seems to be over; the link asks <see cref="HasExpired"/> under its gate.
/// </param>
internal sealed class LinkWindow(TimeProvider time, Action expired) : IDisposable
{
    // Timers count in coarser ticks than timestamps do, and may fire before those say that it is time.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private ITimer? _timer;
    private TimeSpan _span;
    private long _startedAt;
    private bool _disposed;

    public bool IsRunning { get; private set; }

    public TimeSpan Remaining
    {
        get
        {
            TimeSpan left = IsRunning ? _span - time.GetElapsedTime(_startedAt) : TimeSpan.Zero;
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>How long it has been running; zero if it does not.</summary>
    public TimeSpan Elapsed => IsRunning ? time.GetElapsedTime(_startedAt) : TimeSpan.Zero;

    public bool IsOver => IsRunning && Remaining == TimeSpan.Zero;

    /// <summary>Begins, unless it runs already.</summary>
    public void Start(TimeSpan span)
    {
        if (IsRunning || _disposed)
            return;
        IsRunning = true;
        _span = span;
        _startedAt = time.GetTimestamp();
        _timer ??= time.CreateTimer(
            static window => ((LinkWindow)window!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(span, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether it is over, now that the timer has fired; if that was too early, it fires again.</summary>
    public bool HasExpired()
    {
        if (IsRunning && !IsOver)
            _timer!.Change(Remaining + Tick, Timeout.InfiniteTimeSpan);
        return IsOver;
    }

    public void Stop()
    {
        IsRunning = false;
        _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        _disposed = true;
        IsRunning = false;
        _timer?.Dispose();
    }

    private void OnTimer() => expired();
}
