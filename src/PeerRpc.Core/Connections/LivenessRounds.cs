namespace PeerRpc.Core.Connections;

/// <summary>Checks the liveness of connections, one part of them after another, on one timer.</summary>
/// <remarks>
/// A timer for each would take 120 bytes and wake a thread by itself; with 15,000 idle clients the broker was busy with
/// that and with pings that went out one by one for a quarter of a core.
/// </remarks>
internal sealed class LivenessRounds : IDisposable
{
    private readonly LivenessTimes _times;
    private readonly TimeProvider _time;
    private readonly TimeSpan _tick;
    private readonly ITimer _timer;
    private readonly Lock _gate = new(); // guards the slices, the places in them, and what follows
    private readonly List<Liveness>[] _slices;
    private int _count;
    private int _lastFilled;
    private int _lastChecked;
    private int _checking;

    /// <param name="times">How patient to be with each connection.</param>
    /// <param name="slices">Into how many parts to divide them, so that not all are pinged at once.</param>
    /// <param name="time">The clock.</param>
    public LivenessRounds(LivenessTimes times, int slices, TimeProvider time)
    {
        _times = times;
        _time = time;
        _tick = times.Period / slices;
        _slices = [.. Enumerable.Range(0, slices).Select(_ => new List<Liveness>())];
        _timer = time.CreateTimer(
            static state => ((LivenessRounds)state!).OnTick(), this, Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }

    /// <summary>Begins to watch a connection.</summary>
    public Liveness Watch(FrameConnection connection)
    {
        var liveness = new Liveness(connection, _times, _time);
        lock (_gate)
        {
            if (_count == 0)
                _timer.Change(_tick, _tick);
            _count++;
            _lastFilled = (_lastFilled + 1) % _slices.Length;
            int slice = _lastFilled;
            liveness.Place = (slice, _slices[slice].Count);
            _slices[slice].Add(liveness);
        }
        return liveness;
    }

    /// <summary>Watches a connection no longer; called once.</summary>
    public void Leave(Liveness liveness)
    {
        lock (_gate)
        {
            (int slice, int index) = liveness.Place;
            List<Liveness> others = _slices[slice];
            others[^1].Place = liveness.Place;
            others[index] = others[^1];
            others.RemoveAt(others.Count - 1);
            if (--_count == 0)
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    // A tick that comes while the one before is still busy is left out: whoever is checked later is not cut sooner.
    private void OnTick()
    {
        if (Interlocked.Exchange(ref _checking, 1) != 0)
            return;
        foreach (Liveness liveness in TakeSlice())
            liveness.Check();
        Volatile.Write(ref _checking, 0);
    }

    private Liveness[] TakeSlice()
    {
        lock (_gate)
        {
            _lastChecked = (_lastChecked + 1) % _slices.Length;
            return [.. _slices[_lastChecked]];
        }
    }
}
