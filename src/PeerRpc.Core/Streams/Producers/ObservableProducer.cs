namespace PeerRpc.Core.Streams.Producers;

/// <summary>Sends what an observable produces, which cannot be asked to wait.</summary>
/// <remarks>
/// 1. An item that finds room is written on the thread that brings it. 2. Otherwise it waits in a buffer of fixed size,
/// which is sent as room comes. 3. What happens to an item that finds the buffer full is the stream's
/// <see cref="StreamOverflow"/>. 4. The end comes behind what waits.
/// </remarks>
internal sealed class ObservableProducer<T> : IStreamProducer, IObserver<T>
{
    private readonly OutgoingStream _stream;
    private readonly IObservable<T> _source;
    private readonly ItemWriter<T> _writer;
    private readonly OverflowBuffer<T> _buffer; // guarded by itself, as what follows
    private IDisposable? _subscription;
    private bool _sending;
    private bool _ended;
    private bool _completed;
    private Exception? _error;
    private bool _over;

    public ObservableProducer(
        OutgoingStream stream, IObservable<T> source, ItemWriter<T> writer, OverflowBuffer<T> buffer)
    {
        _stream = stream;
        _source = source;
        _writer = writer;
        _buffer = buffer;
    }

    public void Start()
    {
        PeerCall.Current = _stream.Owner.Call;
        _stream.Stopped.UnsafeRegister(static state => ((ObservableProducer<T>)state!).LetGo(), this);
        try
        {
            Keep(_source.Subscribe(this));
        }
        catch (Exception exception)
        {
            // Whatever the source throws instead of giving a subscription is the outcome of the stream.
            OnError(exception);
        }
    }

    // It was never subscribed to, so there is nothing to let go of.
    public void Abandon() => _stream.Owner.OnStreamEnded();

    public void OnNext(T value)
    {
        bool full;
        bool send;
        lock (_buffer)
        {
            if (_ended || _over)
                return;
            full = !_buffer.TryAdd(value, () => _over);
            _ended = full;
            send = TryBeginSending();
        }
        // The reader gets what waits, and then learns why there is no more; the source is done with now.
        if (full)
            Unsubscribe(Interlocked.Exchange(ref _subscription, null));
        if (send)
            Send();
    }

    public void OnCompleted() => End(null);

    public void OnError(Exception error) => End(error);

    private void End(Exception? error)
    {
        lock (_buffer)
        {
            if (_ended || _over)
                return;
            _ended = true;
            _error = error;
            _completed = error is null;
            if (!TryBeginSending())
                return;
        }
        Send();
    }

    private bool TryBeginSending()
    {
        if (_sending)
            return false;
        _sending = true;
        return true;
    }

    // On the thread of the source for as long as there is room; what is left is sent on another one.
    private void Send()
    {
        try
        {
            while (_stream.HasRoomNow())
            {
                if (!SendNext())
                    return;
            }
        }
        catch (Exception exception)
        {
            // An item cannot be written: that is the outcome of the stream.
            Break(exception);
            return;
        }
        _ = SendRestAsync();
    }

    private async Task SendRestAsync()
    {
        try
        {
            while (await _stream.RoomAsync().ConfigureAwait(false))
            {
                if (!SendNext())
                    return;
            }
        }
        catch (Exception exception)
        {
            // An item cannot be written: that is the outcome of the stream.
            Break(exception);
        }
    }

    // False if nothing is left to be sent now.
    private bool SendNext()
    {
        T? item;
        ulong dropped;
        bool taken;
        lock (_buffer)
        {
            taken = _buffer.TryTake(out item, out dropped);
            _sending = taken || _ended;
        }
        if (taken && _writer.Write(item!, dropped))
            return true;
        // Nobody wants more, or it was the last one.
        if (taken || _sending)
            Conclude();
        _stream.Flush();
        return false;
    }

    private void Conclude()
    {
        if (_error is not null)
            _stream.Fail(_error);
        else if (_completed)
            _stream.End(StreamOutcome.Completed);
        else
            _stream.Refuse(PeerErrorCode.SlowConsumer, $"The reader was {_buffer.Capacity} items behind. Subscribe " +
                "again, or choose what to drop with [StreamOptions(Overflow = ...)].");
        LetGo();
    }

    private void Break(Exception exception)
    {
        _stream.Fail(exception);
        LetGo();
    }

    private void Keep(IDisposable subscription)
    {
        lock (_buffer)
        {
            if (!_over)
            {
                _subscription = subscription;
                return;
            }
        }
        Unsubscribe(subscription);
    }

    private void LetGo()
    {
        lock (_buffer)
        {
            if (_over)
                return;
            _over = true;
            _buffer.Clear();
        }
        Unsubscribe(Interlocked.Exchange(ref _subscription, null));
        _stream.Owner.OnStreamEnded();
    }

    private void Unsubscribe(IDisposable? subscription)
    {
        try
        {
            subscription?.Dispose();
        }
        catch (Exception exception)
        {
            // The stream and its call end all the same; that the source could not be left is for the log.
            StreamLog.StopFailed(_stream, exception);
        }
    }
}
