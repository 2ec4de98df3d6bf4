using System.Diagnostics.CodeAnalysis;

namespace PeerRpc.Core.Connections;

/// <summary>The work that received frames gave rise to: continuations of calls, and controllers' methods.</summary>
/// <remarks>
/// 1. The read pump adds items while it handles frames, and runs them when its next receive is under way. 2. What the
/// items send gathers, and is flushed when no item is left: 64 answers become one write, not 64. 3. Should an item
/// block or take long, a timer brings another thread within <see cref="Patience"/>, which flushes and goes on with the
/// next item, and so on with each tick: an item holds up others for a moment, and never for good. Waking a thread for
/// each of 64 answers at once would cost more than the answers.
/// </remarks>
internal sealed class DeferredWork : IThreadPoolWorkItem, IWorkSink, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1);

    [ThreadStatic]
    private static DeferredWork? _current;

    [ThreadStatic]
    private static bool _itemHasMore;

    private readonly Queue<IThreadPoolWorkItem> _items = new(); // guarded by itself
    private readonly Action _flush;
    private readonly WorkScheduler _scheduler;
    private readonly TimeProvider _time;
    private LazyTimer _timer; // set by the one who sets _timerRuns
    private volatile int _waiting;
    private int _timerRuns;
    private volatile bool _unflushed;
    private volatile bool _disposed;

    /// <param name="flush">Sends what has gathered.</param>
    /// <param name="time">The clock.</param>
    /// <param name="scheduler">Brings the other thread.</param>
    public DeferredWork(Action flush, TimeProvider time, WorkScheduler scheduler)
    {
        _flush = flush;
        _scheduler = scheduler;
        _time = time;
    }

    /// <summary>
    /// Whether this thread runs an item of this connection, and more is about to be sent after what it sends.
    /// </summary>
    public bool IsGathering => _current == this && (_itemHasMore || _waiting > 0);

    /// <summary>
    /// Tells that the item which this thread runs will go on sending; for items that are many in one.
    /// </summary>
    public static void SetItemHasMore(bool hasMore) => _itemHasMore = hasMore;

    /// <summary>Adds an item. It runs when the pump calls <see cref="Run"/>.</summary>
    public void Defer(IThreadPoolWorkItem work)
    {
        lock (_items)
        {
            _items.Enqueue(work);
            _waiting = _items.Count;
        }
    }

    /// <summary>Sees to a flush when the gathering ends.</summary>
    public void FlushLater()
    {
        _unflushed = true;
        LosePatienceLater();
    }

    /// <summary>Runs items until none is left.</summary>
    public void Run()
    {
        DeferredWork? outer = _current;
        _current = this;
        try
        {
            while (TryTake(out IThreadPoolWorkItem? item))
                item.Execute();
        }
        finally
        {
            _current = outer;
        }
        FlushIfOwed();
    }

    /// <summary>Has the items run on another thread.</summary>
    public void RunElsewhere()
    {
        if (_waiting > 0)
            _scheduler.Defer(this);
    }

    void IThreadPoolWorkItem.Execute() => Run();

    /// <summary>
    /// Stops the timer. What still waits runs all the same: the calls have outcomes that somebody awaits.
    /// </summary>
    public void Dispose()
    {
        _disposed = true;
        _timer.Dispose();
        RunElsewhere();
    }

    private bool TryTake([NotNullWhen(true)] out IThreadPoolWorkItem? item)
    {
        lock (_items)
        {
            _items.TryDequeue(out item);
            _waiting = _items.Count;
        }
        if (_disposed)
            RunElsewhere();
        else if (_waiting > 0)
            LosePatienceLater();
        return item is not null;
    }

    private void LosePatienceLater()
    {
        if (Volatile.Read(ref _timerRuns) == 0 && Interlocked.Exchange(ref _timerRuns, 1) == 0)
            _timer.Set(_time, static state => ((DeferredWork)state!).OnTimer(), this, Patience);
    }

    private void OnTimer()
    {
        Volatile.Write(ref _timerRuns, 0);
        FlushIfOwed();
        Run();
    }

    private void FlushIfOwed()
    {
        if (!_unflushed)
            return;
        _unflushed = false;
        _flush();
    }
}
