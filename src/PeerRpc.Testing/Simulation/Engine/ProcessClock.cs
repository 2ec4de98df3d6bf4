namespace PeerRpc.Testing.Simulation.Engine;

/// <summary>The clock of a process: virtual time, and timers that fire as long as the process runs.</summary>
/// <param name="loop">The loop.</param>
/// <param name="process">The process.</param>
/// <param name="start">What it shows at the beginning of the simulation.</param>
/// <param name="origin">What its timestamps count from.</param>
internal sealed class ProcessClock(EventLoop loop, SimulatedProcess process, DateTimeOffset start, long origin)
    : TimeProvider
{
    /// <summary>How far its wall clock is ahead; timestamps and timers do not go by it.</summary>
    public TimeSpan Offset { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        loop.CheckThread();
        return start + Offset + TimeSpan.FromTicks(loop.Now);
    }

    public override long GetTimestamp()
    {
        loop.CheckThread();
        return origin + loop.Now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ProcessTimer(loop, process, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
