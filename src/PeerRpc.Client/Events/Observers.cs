using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace PeerRpc.Client.Events;

/// <summary>Those who want to be told of something. For any thread.</summary>
/// <param name="logger">Told of observers that throw.</param>
internal sealed partial class Observers<T>(ILogger logger) : IObservable<T>
{
    private ImmutableArray<Subscription> _subscriptions = [];

    /// <summary>Whether there is nobody.</summary>
    public bool IsEmpty => _subscriptions.IsEmpty;

    public IDisposable Subscribe(IObserver<T> observer) => Subscribe(observer, []);

    /// <summary>Subscribes an observer that is told how things are first; nobody else may be told meanwhile.</summary>
    public IDisposable Subscribe(IObserver<T> observer, IEnumerable<T> present)
    {
        IDisposable subscription = Prepare(observer);
        Admit(subscription, present);
        return subscription;
    }

    /// <summary>Makes a subscription whose observer is told nothing before it is admitted.</summary>
    public IDisposable Prepare(IObserver<T> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        return new Subscription(this, observer);
    }

    /// <summary>
    /// Tells an observer how things are, and from then on what everybody is told; nobody else may be told meanwhile.
    /// </summary>
    /// <param name="prepared">Its subscription, which may have been disposed of.</param>
    /// <param name="present">How things are.</param>
    public void Admit(IDisposable prepared, IEnumerable<T> present)
    {
        var subscription = (Subscription)prepared;
        ImmutableInterlocked.Update(ref _subscriptions, static (all, added) => all.Add(added), subscription);
        if (subscription.Observer is null)
            Remove(subscription);
        foreach (T value in present)
            Guard(subscription, static (observer, value) => observer.OnNext(value), value);
    }

    /// <summary>Tells everybody.</summary>
    public void Next(T value)
    {
        foreach (Subscription subscription in _subscriptions)
            Guard(subscription, static (observer, value) => observer.OnNext(value), value);
    }

    /// <summary>Tells everybody that there is no more, and why; null for an end on purpose.</summary>
    public void End(Exception? failure)
    {
        foreach (Subscription subscription in ImmutableInterlocked.InterlockedExchange(ref _subscriptions, []))
        {
            if (failure is null)
                Guard(subscription, static (observer, _) => observer.OnCompleted(), failure);
            else
                Guard(subscription, static (observer, failure) => observer.OnError(failure!), failure);
        }
    }

    private void Guard<TValue>(Subscription subscription, Action<IObserver<T>, TValue> tell, TValue value)
    {
        if (subscription.Observer is not { } observer)
            return;
        try
        {
            tell(observer, value);
        }
        catch (Exception exception)
        {
            // Observers are anybody's; one that throws must not keep the others from being told.
            Log.ObserverFailed(logger, exception);
            subscription.Dispose();
        }
    }

    private void Remove(Subscription subscription) =>
        ImmutableInterlocked.Update(ref _subscriptions, static (all, gone) => all.Remove(gone), subscription);

    private sealed class Subscription(Observers<T> all, IObserver<T> observer) : IDisposable
    {
        private volatile IObserver<T>? _observer = observer;

        public IObserver<T>? Observer => _observer;

        public void Dispose()
        {
            _observer = null;
            all.Remove(this);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(213, LogLevel.Warning, "An observer threw and is told no more.")]
        public static partial void ObserverFailed(ILogger logger, Exception exception);
    }
}
