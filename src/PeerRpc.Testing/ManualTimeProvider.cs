namespace PeerRpc.Testing;

/// <summary>A clock that stands still until a test moves it, with timers that go by it.</summary>
/// <remarks>
/// <see cref="Advance"/> runs the timers that fall due on the calling thread, in the order of their due times and,
/// where these are equal, of their setting; each sees the clock at exactly its due time. Two threads that advance the
/// clock do so one after the other. All members may be used from any thread, and from the timers themselves.
/// </remarks>
/// <param name="start">What the clock shows at first; by default the beginning of the year 2000, in UTC.</param>
public sealed class ManualTimeProvider(DateTimeOffset? start = null) : TimeProvider
{
    private readonly Lock _advancing = new(); // held while timers run
    private readonly Lock _gate = new(); // guards everything below
    private readonly DateTimeOffset _start = start ?? new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly PriorityQueue<ManualTimer.Setting, (TimeSpan Due, long Order)> _settings = new();
    private TimeSpan _elapsed;
    private long _order;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>UTC, so that a test does not depend on where it runs.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How far the clock has been moved since it was made.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            lock (_gate)
                return _elapsed;
        }
    }

    /// <summary>When the next timer falls due, counted from the start of the clock; null if none is set.</summary>
    public TimeSpan? NextTimer
    {
        get
        {
            lock (_gate)
            {
                DropStale();
                return _settings.TryPeek(out _, out (TimeSpan Due, long Order) first) ? first.Due : null;
            }
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + Elapsed;

    /// <inheritdoc/>
    public override long GetTimestamp() => Elapsed.Ticks;

    /// <summary>Moves the clock forward and runs what falls due on the way.</summary>
    /// <param name="by">How far; zero runs what is due already.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative: this clock does not run backwards.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (_advancing)
        {
            TimeSpan until = Elapsed + by;
            while (TryTakeDue(until, out ManualTimer? timer))
                timer.Fire();
            lock (_gate)
                _elapsed = until > _elapsed ? until : _elapsed;
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    internal void Set(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            ManualTimer.Setting? setting = dueTime < TimeSpan.Zero ? null : new ManualTimer.Setting(timer, period);
            timer.Current = setting;
            if (setting is not null)
                _settings.Enqueue(setting, (_elapsed + dueTime, _order++));
        }
    }

    // Moves the clock to the first timer that is due by the given moment.
    private bool TryTakeDue(
        TimeSpan until, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ManualTimer? timer)
    {
        lock (_gate)
        {
            DropStale();
            timer = null;
            if (!_settings.TryPeek(out ManualTimer.Setting? setting, out (TimeSpan Due, long Order) first)
                || first.Due > until)
                return false;
            _settings.Dequeue();
            _elapsed = first.Due > _elapsed ? first.Due : _elapsed;
            timer = setting.Timer;
            bool repeats = setting.Period > TimeSpan.Zero;
            timer.Current = repeats ? setting : null;
            if (repeats)
                _settings.Enqueue(setting, (first.Due + setting.Period, _order++));
            return true;
        }
    }

    // A timer that was changed or disposed has left its old setting behind.
    private void DropStale()
    {
        while (_settings.TryPeek(out ManualTimer.Setting? setting, out _) && setting.Timer.Current != setting)
            _settings.Dequeue();
    }
}
