using System.Diagnostics.CodeAnalysis;

namespace PeerRpc.Core.Streams.Consumers;

/// <summary>A stream as an observable that can be subscribed to once, and its subscription.</summary>
/// <remarks>
/// Items are delivered one after another, on the thread that handles what has come, behind everything that the read
/// pump has to do. An exception of the observer is logged and ends the subscription. Whoever never subscribes is
/// noticed; a subscription lives until it is disposed or the stream ends.
/// </remarks>
internal sealed class RemoteSubscription<T>(IncomingStream stream, ItemDecoder<T> decoder)
    : IObservable<T>, IPeerSubscription, IThreadPoolWorkItem
{
    // How long an OnNext that is just being entered is waited for, at most. One that takes longer has begun before.
    private static readonly TimeSpan EntryLimit = TimeSpan.FromMilliseconds(5);

    private readonly AbandonmentGuard _guard = new(stream, stream.Work);
    private IObserver<T>? _observer;
    private volatile bool _disposed;
    private volatile int _deliveringThread;
    private ulong _dropped;

    public long DroppedItems => (long)Volatile.Read(ref _dropped);

    public IDisposable Subscribe(IObserver<T> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        if (Interlocked.CompareExchange(ref _observer, observer, null) is not null)
            throw new InvalidOperationException("This stream can be subscribed to once. Call the method again.");
        _guard.Disarm();
        stream.Work.Defer(this);
        return this;
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        stream.Release();
        // An item that has been taken and has not reached the observer yet must not do so after this. Waiting for the
        // whole of OnNext would lock up where the observer waits for whoever disposes, as operators do.
        if (_deliveringThread is not 0 && _deliveringThread != Environment.CurrentManagedThreadId)
            SpinWait.SpinUntil(() => _deliveringThread == 0, EntryLimit);
    }

    /// <summary>Delivers what has come; executed again when there is more.</summary>
    public void Execute()
    {
        while (!_disposed)
        {
            switch (stream.TryRead(out ReceivedItem item, waiter: this))
            {
                case StreamRead.Nothing:
                    return;
                case StreamRead.End:
                    Conclude();
                    return;
                default:
                    Interlocked.Add(ref _dropped, item.Dropped);
                    if (TryDecode(item, out T? value))
                        Deliver(value);
                    break;
            }
        }
    }

    private bool TryDecode(in ReceivedItem item, [MaybeNullWhen(false)] out T value)
    {
        try
        {
            value = decoder.Decode(item);
            return true;
        }
        catch (PeerRpcException exception)
        {
            value = default;
            Tell(() => _observer!.OnError(exception));
            return false;
        }
    }

    private void Deliver(T value)
    {
        _deliveringThread = Environment.CurrentManagedThreadId;
        try
        {
            if (!_disposed)
                _observer!.OnNext(value);
        }
        catch (Exception exception)
        {
            // An observer is people's code: what it throws is its own affair, and nobody can be told but the log.
            OnObserverFailed(exception);
        }
        finally
        {
            _deliveringThread = 0;
        }
    }

    private void Conclude()
    {
        Exception? error = stream.GetError();
        Interlocked.Add(ref _dropped, stream.DroppedAtEnd);
        if (error is null)
            Tell(_observer!.OnCompleted);
        else
            Tell(() => _observer!.OnError(error));
    }

    private void Tell(Action end)
    {
        if (_disposed)
            return;
        _disposed = true;
        try
        {
            end();
        }
        catch (Exception exception)
        {
            // An observer is people's code: what it throws is its own affair, and nobody can be told but the log.
            OnObserverFailed(exception);
        }
    }

    private void OnObserverFailed(Exception exception)
    {
        StreamLog.ObserverFailed(
            stream.Streams.Logger, stream.Context.Method.Name, stream.Context.CorrelationId, exception);
        _disposed = true;
        stream.Release();
    }
}
