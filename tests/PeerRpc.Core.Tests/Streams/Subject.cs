namespace PeerRpc.Core.Tests.Streams;

/// <summary>An observable that a test drives; it has one observer at a time.</summary>
internal sealed class Subject<T> : IObservable<T>
{
    private volatile IObserver<T>? _observer;

    /// <summary>How often a subscription was disposed of.</summary>
    public int Disposals { get; private set; }

    /// <summary>Thrown by each disposal.</summary>
    public Exception? Failure { get; set; }

    public IObserver<T>? Observer => _observer;

    public IDisposable Subscribe(IObserver<T> observer)
    {
        _observer = observer;
        return new Subscription(this);
    }

    private sealed class Subscription(Subject<T> subject) : IDisposable
    {
        public void Dispose()
        {
            subject.Disposals++;
            if (subject.Failure is not null)
                throw subject.Failure;
        }
    }
}
