namespace PeerRpc.Integration.Contracts;

/// <summary>Writes down what an observer, or one who enumerates, is given.</summary>
/// <param name="seen">Run for each item, where it comes.</param>
internal sealed class Recorder<T>(Action<T>? seen = null) : IObserver<T>
{
    private readonly Lock _gate = new(); // guards _items
    private readonly List<T> _items = [];
    private readonly Signal<Exception?> _end = new();
    private int _ends;

    public IReadOnlyList<T> Items
    {
        get
        {
            lock (_gate)
                return [.. _items];
        }
    }

    /// <summary>How many ends there were; one is right.</summary>
    public int Ends => Volatile.Read(ref _ends);

    public bool HasEnded => _end.HasCome;

    /// <summary>Why it ended; null if it was completed.</summary>
    public Task<Exception?> EndAsync() => _end.WaitAsync();

    public void OnNext(T value)
    {
        lock (_gate)
            _items.Add(value);
        seen?.Invoke(value);
    }

    public void OnCompleted() => End(null);

    public void OnError(Exception error) => End(error);

    /// <summary>Enumerates to the end.</summary>
    public async Task ReadAsync(IAsyncEnumerable<T> items, CancellationToken cancellationToken = default)
    {
        try
        {
            await foreach (T item in items.WithCancellation(cancellationToken))
                OnNext(item);
            OnCompleted();
        }
        catch (Exception exception)
        {
            OnError(exception);
        }
    }

    private void End(Exception? error)
    {
        Interlocked.Increment(ref _ends);
        _end.Set(error);
    }
}
