namespace PeerRpc.Core.Connections;

/// <summary>Checks the liveness of connections, one part of them after another, on one timer.</summary>
/// <remarks>
/// A timer for each would take 120 bytes and wake threads by itself: a broker with 15,000 idle clients was busy with
/// that, and with pings that went out one by one, for a quarter of a core. 1. A part is due once per period, each at
/// another moment, so that not everything is pinged at once. 2. The timer is set to the next part that has connections
/// in it: a single one costs one tick per period.
/// </remarks>
/// <param name="period">How often each connection is checked.</param>
/// <param name="time">The clock.</param>
internal sealed class LivenessRounds(TimeSpan period, TimeProvider time)
{
    // With the defaults of a broker 2.5 s become ten parts of 250 ms: what is pinged together is answered together, in
    // few wake-ups, but 15,000 pings at once would stand before a call.
    private const int Parts = 10;

    private readonly long _start = time.GetTimestamp();
    private readonly TimeSpan _tick = period / Parts;
    private readonly Lock _gate = new(); // guards everything below, and the places of connections
    private readonly List<Liveness>[] _parts = [.. Enumerable.Range(0, Parts).Select(_ => new List<Liveness>())];
    private ITimer? _timer; // null while there is nothing to watch
    private long _lastTick;
    private int _lastFilled;
    private int _count;

    /// <summary>Begins to check a connection.</summary>
    public void Add(Liveness liveness)
    {
        lock (_gate)
        {
            if (_count++ == 0)
                _lastTick = CurrentTick();
            _lastFilled = (_lastFilled + 1) % Parts;
            List<Liveness> part = _parts[_lastFilled];
            liveness.Place = (_lastFilled, part.Count);
            part.Add(liveness);
            if (part.Count == 1)
                SetTimer();
        }
    }

    /// <summary>Checks a connection no longer; does nothing if that is so already.</summary>
    public void Remove(Liveness liveness)
    {
        lock (_gate)
        {
            if (liveness.Place is not (int part, int index))
                return;
            List<Liveness> others = _parts[part];
            others[^1].Place = liveness.Place;
            others[index] = others[^1];
            others.RemoveAt(others.Count - 1);
            liveness.Place = null;
            if (--_count > 0)
                return;
            _timer?.Dispose();
            _timer = null;
        }
    }

    private void OnTimer()
    {
        foreach (Liveness liveness in TakeDue())
            liveness.Check();
        lock (_gate)
        {
            if (_count > 0)
                SetTimer();
        }
    }

    // What is due since the last time; no part twice, however late it is.
    private List<Liveness> TakeDue()
    {
        List<Liveness> due = [];
        lock (_gate)
        {
            long now = CurrentTick();
            for (long tick = Math.Max(_lastTick + 1, now - Parts + 1); tick <= now; tick++)
                due.AddRange(_parts[tick % Parts]);
            _lastTick = now;
        }
        return due;
    }

    private void SetTimer()
    {
        long next = _lastTick + 1;
        while (_parts[next % Parts].Count == 0)
            next++;
        TimeSpan due = (_tick * next) - time.GetElapsedTime(_start);
        _timer ??= time.CreateTimer(
            static state => ((LivenessRounds)state!).OnTimer(), this, Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        _timer.Change(due > TimeSpan.Zero ? due : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private long CurrentTick() => time.GetElapsedTime(_start).Ticks / _tick.Ticks;
}
