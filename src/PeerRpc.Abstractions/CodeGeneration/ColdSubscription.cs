namespace PeerRpc.CodeGeneration;

/// <summary>A subscription from before its call is made until after its stream has ended.</summary>
/// <remarks>
/// 1. The call is made. 2. When it has been answered, this subscribes to the stream that came with the answer, and
/// passes on what comes. 3. Whoever disposes before that cancels the call; afterwards, the stream. What comes of a call
/// or a stream that was disposed of is not told to the observer.
/// </remarks>
internal sealed class ColdSubscription<T>(IObserver<T> observer, CancellationToken cancellationToken)
    : IPeerSubscription, IObserver<T>
{
    private readonly CancellationTokenSource _source = new();
    private readonly Lock _gate = new(); // guards the fields below
    private CancellationTokenRegistration _registration;
    private IDisposable? _stream;
    private bool _over;

    public long DroppedItems
    {
        get
        {
            lock (_gate)
                return _stream is IPeerSubscription subscription ? subscription.DroppedItems : 0;
        }
    }

    private bool IsOver
    {
        get
        {
            lock (_gate)
                return _over;
        }
    }

    public void Start(Func<CancellationToken, Task<IObservable<T>>> call)
    {
        _registration = cancellationToken.UnsafeRegister(
            static state => ((ColdSubscription<T>)state!).OnTokenFired(), this);
        _ = RunAsync(call);
    }

    public void Dispose()
    {
        if (TryEnd(out IDisposable? stream))
            LetGo(stream);
    }

    public void OnNext(T value)
    {
        if (IsOver)
            return;
        try
        {
            observer.OnNext(value);
        }
        catch
        {
            // Whoever brought the item logs this and ends the stream; the observer is told nothing more.
            TryEnd(out _);
            throw;
        }
    }

    public void OnError(Exception error)
    {
        if (TryEnd(out _))
            observer.OnError(error);
    }

    public void OnCompleted()
    {
        if (TryEnd(out _))
            observer.OnCompleted();
    }

    private async Task RunAsync(Func<CancellationToken, Task<IObservable<T>>> call)
    {
        IDisposable stream;
        try
        {
            IObservable<T> items = await call(_source.Token).ConfigureAwait(false) ?? throw ColdStream.Missing();
            stream = items.Subscribe(this);
        }
        catch (Exception exception)
        {
            // However the call failed, the observer is the one who waits for it.
            OnError(exception);
            return;
        }
        lock (_gate)
            _stream = stream;
        // Disposed while the call was being answered: the stream is there and has to be ended, too.
        if (IsOver)
            stream.Dispose();
    }

    private void OnTokenFired()
    {
        if (!TryEnd(out IDisposable? stream))
            return;
        LetGo(stream);
        observer.OnError(new OperationCanceledException("The subscription was cancelled.", cancellationToken));
    }

    private bool TryEnd(out IDisposable? stream)
    {
        lock (_gate)
        {
            stream = _stream;
            if (_over)
                return false;
            _over = true;
        }
        _registration.Unregister();
        return true;
    }

    private void LetGo(IDisposable? stream)
    {
        stream?.Dispose();
        _source.Cancel();
    }
}
