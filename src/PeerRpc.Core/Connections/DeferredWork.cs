using System.Diagnostics.CodeAnalysis;

namespace PeerRpc.Core.Connections;

/// <summary>The work that received frames gave rise to: continuations of calls, and controllers' methods.</summary>
/// <remarks>
/// 1. The read pump adds items while it handles frames, and runs them when its next receive is under way. 2. While
/// items are left, a further thread is always on its way to help, so an item that blocks holds up nobody; but only one
/// is, because waking a thread for each of 64 answers costs more than the answers. 3. What the items send gathers, and
/// is flushed when no item is left: 64 answers become one write, not 64. 4. Should an item block before that, a timer
/// flushes within <see cref="LongestGathering"/>.
/// </remarks>
internal sealed class DeferredWork : IThreadPoolWorkItem, IWorkSink, IDisposable
{
    private static readonly TimeSpan LongestGathering = TimeSpan.FromMilliseconds(1);

    [ThreadStatic]
    private static DeferredWork? _current;

    [ThreadStatic]
    private static bool _itemHasMore;

    private readonly Queue<IThreadPoolWorkItem> _items = new(); // guarded by itself
    private readonly Action _flush;
    private readonly ITimer _timer;
    private volatile int _waiting;
    private int _helperOnItsWay;
    private int _timerRuns;
    private volatile bool _unflushed;

    /// <param name="flush">Sends what has gathered.</param>
    /// <param name="time">The clock.</param>
    public DeferredWork(Action flush, TimeProvider time)
    {
        _flush = flush;
        _timer = time.CreateTimer(
            static state => ((DeferredWork)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether there is anything to run.</summary>
    public bool IsEmpty => _waiting == 0;

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
        if (Interlocked.Exchange(ref _timerRuns, 1) == 0)
            _timer.Change(LongestGathering, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Runs items until none is left.</summary>
    public void Run()
    {
        DeferredWork? outer = _current;
        _current = this;
        while (TryTake(out IThreadPoolWorkItem? item))
            item.Execute();
        _current = outer;
        FlushIfOwed();
    }

    /// <summary>Has the items run on another thread.</summary>
    public void RunElsewhere()
    {
        if (!IsEmpty && Interlocked.Exchange(ref _helperOnItsWay, 1) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        Volatile.Write(ref _helperOnItsWay, 0);
        Run();
    }

    public void Dispose() => _timer.Dispose();

    private bool TryTake([NotNullWhen(true)] out IThreadPoolWorkItem? item)
    {
        lock (_items)
        {
            _items.TryDequeue(out item);
            _waiting = _items.Count;
        }
        RunElsewhere();
        return item is not null;
    }

    private void OnTimer()
    {
        Volatile.Write(ref _timerRuns, 0);
        FlushIfOwed();
    }

    private void FlushIfOwed()
    {
        if (!_unflushed)
            return;
        _unflushed = false;
        _flush();
    }
}
