using System.Runtime.CompilerServices;
using PeerRpc.Core.Connections;
using PeerRpc.Core.Faults;
using PeerRpc.Core.Links;

namespace PeerRpc.Core.Streams;

/// <summary>The side of an attachment that takes what comes: items until one end.</summary>
/// <remarks>
/// 1. It is made when a message has announced it, before anybody knows what it is: items may follow right behind the
/// message, and wait here under the credit that every stream begins with. 2. A reader takes them, on its own thread;
/// the producer may send as much again. 3. The end comes behind the last item: completed, failed, cancelled, or the end
/// of the link. 4. Who does not want more releases it: what has come is dropped, and what still comes, until the
/// producer has said its last word.
/// </remarks>
/// <param name="table">Where it lives.</param>
/// <param name="id">Its id.</param>
/// <param name="context">The call that it belongs to.</param>
internal sealed class IncomingStream(StreamTable table, ulong id, FaultContext context)
    : Attachment(table, id), IThreadPoolWorkItem
{
    private readonly Queue<ReceivedItem> _items = new();
    private readonly ConsumerCredit _credit = new(table.Link, id, (ulong)table.Settings.StreamWindow);
    private readonly StreamSignal _signal = new();
    private IThreadPoolWorkItem? _waiter;
    private StreamEndFrame? _end;
    private Exception? _error;
    private IThreadPoolWorkItem? _afterReading;
    private bool _released;
    private bool _isUnread;
    private bool _read;

    /// <summary>The call that it belongs to.</summary>
    public FaultContext Context => context;

    /// <summary>
    /// What it was called at, which must not be taken for abandoned before the end; null if that does not matter.
    /// </summary>
    public object? Source { get; set; }

    /// <summary>The table, for what is made of the attachment instead.</summary>
    public StreamTable Streams => Table;

    private bool IsReadable => _items.Count > 0 || _end is not null || _error is not null;

    /// <summary>Takes the next item.</summary>
    /// <param name="item">The item, which is the reader's to release.</param>
    /// <param name="waiter">Executed once there is something to read, if there is nothing now.</param>
    public StreamRead TryRead(out ReceivedItem item, IThreadPoolWorkItem? waiter = null)
    {
        bool granted;
        lock (Link.Gate)
        {
            if (!_items.TryDequeue(out item))
            {
                if (_end is not null || _error is not null)
                {
                    CountAsRead();
                    return StreamRead.End;
                }
                _waiter = waiter;
                return StreamRead.Nothing;
            }
            granted = _credit.Consume(item.Cost);
        }
        if (granted)
            Link.Flush();
        return StreamRead.Item;
    }

    /// <summary>Ends when there is something to read, or the end.</summary>
    /// <exception cref="OperationCanceledException">The token fired before.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        ValueTask wait;
        lock (Link.Gate)
        {
            if (IsReadable)
                return;
            wait = _signal.Begin();
            _waiter = _signal;
        }
        await using (cancellationToken.UnsafeRegister(
            static (state, token) => ((IncomingStream)state!).CancelWait(token), this).ConfigureAwait(false))
        {
            await wait.ConfigureAwait(false);
        }
    }

    /// <summary>Why there is nothing more; null if the producer has completed, or was told to stop.</summary>
    public Exception? GetError()
    {
        StreamEndFrame? end;
        lock (Link.Gate)
        {
            if (_error is not null)
                return _error;
            end = _end;
        }
        return end switch
        {
            { Outcome: StreamOutcome.Failed } failed => Table.Translator.ToException(failed.Fault!, context),
            { Outcome: StreamOutcome.Cancelled } => new PeerRpcException(
                PeerErrorCode.Cancelled, $"The stream of {context.Method} was cancelled by the other side.",
                Executed.Yes, PeerErrorOrigin.CalleeRuntime)
            { CorrelationId = context.CorrelationId },
            _ => null,
        };
    }

    /// <summary>How many items were dropped behind the last one; known at the end.</summary>
    public ulong DroppedAtEnd
    {
        get
        {
            lock (Link.Gate)
                return _end?.Dropped ?? 0;
        }
    }

    /// <summary>Has work done when the reader has come to the end. Under the gate.</summary>
    /// <returns>False if it has, or if nobody reads any more.</returns>
    public bool TryWaitForReader(IThreadPoolWorkItem work)
    {
        if (_read || _released)
            return false;
        _afterReading = work;
        return true;
    }

    /// <summary>The reader has come to the end and is done with all that came before.</summary>
    public void MarkRead()
    {
        IThreadPoolWorkItem? after;
        lock (Link.Gate)
        {
            _read = true;
            (after, _afterReading) = (_afterReading, null);
        }
        after?.Execute();
    }

    /// <summary>Nobody reads it any more. From any thread, also more than once.</summary>
    public void Release()
    {
        lock (Link.Gate)
            ReleaseUnderGate();
        Link.ScheduleFlush();
    }

    void IThreadPoolWorkItem.Execute() => Release();

    /// <summary>As <see cref="Release"/>, under the gate.</summary>
    public void ReleaseUnderGate()
    {
        if (_released)
            return;
        _released = true;
        CountAsRead();
        Source = null;
        _credit.End();
        DropItems();
        if (_end is null && _error is null && IsOpen)
            Table.SendRelease(Id);
    }

    /// <summary>Turns what was announced into a progress, which reports in the other direction.</summary>
    public ProgressStream ToProgress()
    {
        var progress = new ProgressStream(Table, Id);
        Become(progress);
        return progress;
    }

    /// <summary>Puts in its place what it has turned out to be.</summary>
    public void Become(Attachment attachment)
    {
        lock (Link.Gate)
        {
            if (_end is not null || !Table.TryReplace(this, attachment))
                attachment.OnGone();
        }
    }

    /// <summary>Releases what was announced, whatever it has become.</summary>
    public void Discard()
    {
        lock (Link.Gate)
            Table.Find(Id)?.Withdraw();
        Link.ScheduleFlush();
    }

    protected override void OnWithdrawn() => ReleaseUnderGate();

    public override string? OnItem(ReceivedItem item, IWorkSink after)
    {
        if (!_credit.TryReceive(item.Cost))
        {
            item.Release();
            return $"Stream {Id} carries more than its credit allows.";
        }
        if (_released)
        {
            item.Release();
            return null;
        }
        _items.Enqueue(item);
        Wake(after);
        return null;
    }

    public override void OnEnd(StreamEndFrame end, IWorkSink after)
    {
        // A call that was given up has no use for what its streams brought.
        if (end.Outcome == StreamOutcome.Cancelled)
            DropItems();
        if (_items.Count > 0)
        {
            _isUnread = true;
            Table.CountUnread(1);
        }
        _end = end;
        Source = null;
        _credit.End();
        Wake(after);
    }

    public override void OnRelease(IWorkSink after)
    {
        if (_end is not null)
            return;
        _end = new StreamEndFrame(Id, StreamOutcome.Cancelled, 0);
        _credit.End();
        Table.AnswerRelease(Id);
        Wake(after);
    }

    public override void OnLinkEnded(LinkError toError)
    {
        if (_end is not null || _error is not null)
            return;
        _error = toError(Executed.Yes, context.CorrelationId);
        _credit.End();
        if (_waiter is { } waiter)
            Work.Defer(waiter);
        _waiter = null;
    }

    private void CountAsRead()
    {
        if (!_isUnread)
            return;
        _isUnread = false;
        Table.CountUnread(-1);
    }

    private void Wake(IWorkSink after)
    {
        if (_waiter is null)
            return;
        after.Defer(_waiter);
        _waiter = null;
    }

    private void CancelWait(CancellationToken cancellationToken)
    {
        lock (Link.Gate)
        {
            if (_waiter != _signal)
                return;
            _waiter = null;
        }
        _signal.Cancel(cancellationToken);
    }

    private void DropItems()
    {
        while (_items.TryDequeue(out ReceivedItem item))
            item.Release();
    }
}
