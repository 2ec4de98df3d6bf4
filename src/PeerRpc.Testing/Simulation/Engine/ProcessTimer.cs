namespace PeerRpc.Testing.Simulation.Engine;

/// <summary>
/// A timer of a process. Its callback runs in the context in which it was made, as with the system's.
/// </summary>
internal sealed class ProcessTimer(EventLoop loop, SimulatedProcess process, TimerCallback callback, object? state)
    : ITimer
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private Setting? _current;
    private bool _disposed;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (!loop.CheckThread() || _disposed || process.IsDead)
            return false;
        _current = null;
        if (dueTime >= TimeSpan.Zero)
            Set(dueTime, period);
        return true;
    }

    public void Dispose()
    {
        loop.CheckThread();
        _disposed = true;
        _current = null;
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private void Set(TimeSpan dueTime, TimeSpan period)
    {
        _current = new Setting(this, period);
        loop.At(loop.Now + dueTime.Ticks, _current);
    }

    private void Fire(Setting setting)
    {
        // A timer that was changed or disposed has left its old setting behind.
        if (_current != setting || !process.TakesEvent(setting))
            return;
        _current = null;
        if (setting.Period > TimeSpan.Zero)
            Set(setting.Period, setting.Period);
        loop.Record(TraceKind.Timer, process.Name, state?.GetType().Name);
        if (_context is null)
            callback(state);
        else
            ExecutionContext.Run(_context, static timer => ((ProcessTimer)timer!).Call(), this);
    }

    private void Call() => callback(state);

    private sealed class Setting(ProcessTimer timer, TimeSpan period) : LoopEvent
    {
        public TimeSpan Period => period;

        public override void Fire() => timer.Fire(this);
    }
}
