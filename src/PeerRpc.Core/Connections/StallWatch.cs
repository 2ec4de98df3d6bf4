namespace PeerRpc.Core.Connections;

/// <summary>Looks every few milliseconds, as long as there is work under way, whether it moves on.</summary>
/// <remarks>
/// One thread for the process. A timer for each connection did the same and cost a tenth of the processor time of a
/// busy one: every batch set it, and every tick woke a thread of the pool.
/// </remarks>
internal sealed class StallWatch
{
    private readonly Queue<IStallable> _added = new(); // its own monitor guards it, _started and _rests
    private readonly List<IStallable> _watched = []; // the thread's own, as are the next three
    private readonly Predicate<IStallable> _isOver;
    private LookPace _pace;
    private bool _hasStalled;
    private bool _started;
    private bool _rests;

    private StallWatch() => _isOver = IsOver;

    public static StallWatch Shared { get; } = new();

    /// <summary>Begins to watch. Whoever is watched already must not be added again.</summary>
    public void Add(IStallable work)
    {
        lock (_added)
        {
            _added.Enqueue(work);
            if (!_started)
                new Thread(Run) { IsBackground = true, Name = "PeerRpc stall watch" }.UnsafeStart();
            _started = true;
            // Otherwise it looks soon, and not sooner: between two looks there has to be a while.
            if (_rests)
                Monitor.Pulse(_added);
        }
    }

    private void Run()
    {
        while (true)
        {
            Wait();
            _hasStalled = false;
            _watched.RemoveAll(_isOver);
            _pace.Add(_hasStalled);
        }
    }

    private bool IsOver(IStallable work)
    {
        WatchedState state = work.Look();
        _hasStalled |= state == WatchedState.Stands;
        return state == WatchedState.Over;
    }

    // A moment, or for as long as there is nothing to watch.
    private void Wait()
    {
        lock (_added)
        {
            if (_watched.Count > 0)
                Monitor.Wait(_added, _pace.Period);
            _rests = true;
            while (_watched.Count == 0 && _added.Count == 0)
            {
                _pace = default; // what comes next has nothing to do with what has been
                Monitor.Wait(_added);
            }
            _rests = false;
            while (_added.TryDequeue(out IStallable? work))
                _watched.Add(work);
        }
    }
}
