namespace PeerRpc.Core.Connections;

/// <summary>The work that received frames gave rise to: continuations of calls, and controllers' methods.</summary>
/// <remarks>
/// 1. The read pump adds items while it handles frames, and runs them when its next receive is under way, or before
/// that if they are many and soon done. 2. What the items send gathers, and is flushed when no item is left: 64 answers
/// become one write, not 64. 3. Should an item block or take long, the <see cref="StallWatch"/> brings another thread
/// after some milliseconds, which flushes, reads on if that waits for the items, and goes on with the next item: an
/// item holds up others for a moment, and never for good. Waking a thread for each of 64 answers at once would cost
/// more than the answers.
/// </remarks>
internal sealed class DeferredWork : IThreadPoolWorkItem, IWorkSink, IStallable, IDisposable
{
    // So many looks without anything to do end the watch. Beginning it again wakes a thread.
    private const int IdleLooks = 50;

    [ThreadStatic]
    private static DeferredWork? _current;

    [ThreadStatic]
    private static bool _itemHasMore;

    // The pump's own, while it handles frames. Both are null while nothing is going on.
    private List<Item>? _added;
    private Queue<Item>? _items; // guarded by its owner's monitor, as is the writing of _waiting
    private readonly IFlushable _output;
    private readonly WorkScheduler _scheduler;
    private readonly TimeProvider _time;
    private WorkPace _pace;
    private IReader? _reader; // waits for the items; whoever takes it from here has it read on
    private volatile int _readers; // how many times one has waited
    private volatile int _waiting;
    private volatile int _steps;
    private volatile bool _unflushed;
    private int _isWatched;
    private int _isBrought; // whether another thread is on its way
    private int _stepsSeen; // the watch's own, as are the next
    private int _readersSeen;
    private int _idleLooks;

    /// <param name="output">Where what is sent gathers.</param>
    /// <param name="time">The clock.</param>
    /// <param name="scheduler">Brings the other thread.</param>
    public DeferredWork(IFlushable output, TimeProvider time, WorkScheduler scheduler)
    {
        _output = output;
        _time = time;
        _scheduler = scheduler;
    }

    /// <summary>Whether this thread runs an item of this connection.</summary>
    public bool IsRunning => _current == this;

    /// <summary>
    /// Whether this thread runs an item of this connection, and more is about to be sent after what it sends.
    /// </summary>
    public bool IsGathering => IsRunning && (_itemHasMore || _waiting > 0);

    /// <summary>Tells that an item that is many in one goes on to the next of them.</summary>
    /// <param name="hasMore">Whether there are more behind that.</param>
    public static void OnNextOfItem(bool hasMore)
    {
        _itemHasMore = hasMore;
        if (_current is { } current)
            current._steps++;
    }

    /// <summary>
    /// Whether the pump had better have what it has added done first, and then read on: it is likely to be soon done.
    /// </summary>
    public bool ComesFirst() => _added is { Count: > 0 } && _pace.MayWait();

    /// <summary>Adds an item; for the pump, while it handles frames.</summary>
    public void Defer(IThreadPoolWorkItem work) => (_added ??= []).Add(new Item(work));

    /// <summary>Sees to a flush when the gathering ends.</summary>
    public void FlushLater()
    {
        if (_unflushed)
            return;
        _unflushed = true;
        Interlocked.MemoryBarrier(); // or a watch that ends now and this thread would both miss the other
        BeWatched();
    }

    /// <summary>
    /// Lets what the pump has added be run. The pump calls it before it starts to wait, because then it goes on, on
    /// another thread, as soon as something comes.
    /// </summary>
    public void Publish()
    {
        if (_added is not { Count: > 0 })
            return;
        lock (this)
        {
            _items ??= new Queue<Item>();
            foreach (Item item in _added)
                _items.Enqueue(item);
            _waiting = _items.Count;
        }
        _added.Clear();
    }

    /// <summary>
    /// Gives back what it gathers items in, as far as that is empty; the pump calls it before it waits for what may be
    /// long in coming.
    /// </summary>
    public void Rest()
    {
        if (_added is { Count: 0 })
            _added = null;
        lock (this)
        {
            if (_items is { Count: 0 })
                _items = null;
        }
    }

    /// <summary>Runs items until none is left.</summary>
    public void Run()
    {
        if (_waiting > 0)
            RunItems();
        FlushIfOwed();
    }

    /// <summary>Runs items until none is left, while nobody reads.</summary>
    /// <param name="reader">Goes on reading if that takes long.</param>
    /// <returns>Whether the caller may read on; false if another thread does.</returns>
    public bool RunBefore(IReader reader)
    {
        _readers++;
        Interlocked.Exchange(ref _reader, reader); // and not a plain write, for the same reason as in FlushLater
        BeWatched();
        long begun = _time.GetTimestamp();
        RunApart();
        _pace.Add(_time.GetElapsedTime(begun));
        return TakeReader() is not null;
    }

    /// <summary>Has the items run on another thread.</summary>
    public void RunElsewhere()
    {
        if (_waiting > 0)
            BringThread();
    }

    void IThreadPoolWorkItem.Execute()
    {
        Volatile.Write(ref _isBrought, 0);
        FlushIfOwed();
        if (TakeReader() is { } reader)
        {
            _pace.Add(WorkPace.Longest); // now, because an item that blocks may do so for good
            reader.Read();
        }
        Run();
    }

    WatchedState IStallable.Look()
    {
        bool reads = Volatile.Read(ref _reader) is null;
        bool isBusy = _waiting > 0 || _unflushed || !reads;
        bool stands = _steps == _stepsSeen;
        bool stillWaits = !reads && _readers == _readersSeen;
        _stepsSeen = _steps;
        _readersSeen = _readers;
        _idleLooks = isBusy || !stands ? 0 : _idleLooks + 1;
        if (isBusy && (stands || stillWaits))
        {
            BringThread();
            return WatchedState.Stands;
        }
        return _idleLooks < IdleLooks || !TryEndWatch() ? WatchedState.Moves : WatchedState.Over;
    }

    /// <summary>
    /// The pump has ended. What still waits runs all the same: the calls have outcomes that somebody awaits.
    /// </summary>
    public void Dispose() => RunElsewhere();

    // What an item leaves behind in the thread's context must not get into the receive that follows on this thread.
    private void RunApart()
    {
        if (ExecutionContext.Capture() is { } context)
            ExecutionContext.Run(context, static work => ((DeferredWork)work!).Run(), this);
        else
            Run(); // the flow is suppressed, so that a receive takes nothing over
    }

    private void RunItems()
    {
        DeferredWork? outer = _current;
        _current = this;
        try
        {
            while (TryTake(out Item item))
                item.Work.Execute();
        }
        finally
        {
            _current = outer;
        }
    }

    private void BringThread()
    {
        if (Interlocked.Exchange(ref _isBrought, 1) == 0)
            _scheduler.Defer(this);
    }

    private bool TryEndWatch()
    {
        _idleLooks = 0;
        Interlocked.Exchange(ref _isWatched, 0);
        // Whoever came in between has found it watched.
        bool isBusy = _waiting > 0 || _unflushed || _reader is not null;
        return !isBusy || Interlocked.Exchange(ref _isWatched, 1) != 0;
    }

    private IReader? TakeReader() => Interlocked.Exchange(ref _reader, null);

    private bool TryTake(out Item item)
    {
        bool isTaken;
        lock (this)
        {
            item = default;
            isTaken = _items is not null && _items.TryDequeue(out item);
            _waiting = _items?.Count ?? 0;
            _steps++;
        }
        if (_waiting > 0)
            BeWatched();
        return isTaken;
    }

    private void BeWatched()
    {
        if (Volatile.Read(ref _isWatched) == 0 && Interlocked.Exchange(ref _isWatched, 1) == 0)
            _scheduler.Watch(this);
    }

    private void FlushIfOwed()
    {
        if (!_unflushed)
            return;
        _unflushed = false;
        _output.Flush();
    }

    // Arrays of an interface check the type of what is stored in them, which takes longer than the storing.
    private readonly record struct Item(IThreadPoolWorkItem Work);
}
