using Microsoft.Extensions.Logging;

namespace PeerRpc.Client.Events;

/// <summary>
/// Tells observers one thing after another, in the order in which the things were added, by one thread at a time.
/// </summary>
/// <remarks>
/// Whoever is told may take a lock of its own, under which another thread calls us: so nothing is held meanwhile, and
/// nobody waits for who is telling. Only for what happens seldom: what is added is kept until it is told.
/// </remarks>
/// <param name="logger">Told of observers that throw.</param>
internal sealed class Announcements<T>(ILogger logger)
{
    private readonly Observers<T> _observers = new(logger);
    private readonly Lock _gate = new(); // guards what follows
    private readonly Queue<Action> _added = [];
    private bool _isTelling;
    private bool _hasEnded; // guarded by the lock of the owner

    /// <summary>
    /// Adds an observer, who is told how things are and then what everybody is told; under the lock of the owner.
    /// </summary>
    /// <param name="observer">The observer.</param>
    /// <param name="present">How things are now.</param>
    public IDisposable Admit(IObserver<T> observer, IReadOnlyList<T> present)
    {
        IDisposable subscription = _observers.Prepare(observer);
        // In its turn: what was added before is in what it is told first, and must not be told to it again.
        Add(() => _observers.Admit(subscription, present));
        if (_hasEnded)
            End();
        return subscription;
    }

    /// <summary>Adds something that everybody is to be told; under the lock of the owner.</summary>
    public void Next(T value) => Add(() => _observers.Next(value));

    /// <summary>
    /// Adds that there is no more, also for those who come later; under the lock of the owner.
    /// </summary>
    public void End()
    {
        _hasEnded = true;
        Add(() => _observers.End(null));
    }

    /// <summary>Tells all that was added, unless another thread is about it; not under a lock.</summary>
    public void Tell()
    {
        while (TryTake() is { } tell)
        {
            tell();
            lock (_gate)
                _isTelling = false;
        }
    }

    private void Add(Action tell)
    {
        lock (_gate)
            _added.Enqueue(tell);
    }

    private Action? TryTake()
    {
        lock (_gate)
        {
            if (_isTelling || !_added.TryDequeue(out Action? tell))
                return null;
            _isTelling = true;
            return tell;
        }
    }
}
