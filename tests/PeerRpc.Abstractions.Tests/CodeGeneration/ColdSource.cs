namespace PeerRpc.Abstractions.Tests.CodeGeneration;

/// <summary>The stream that comes with the answer to a call.</summary>
internal sealed class ColdSource : IObservable<int>
{
    /// <summary>How many items it says were dropped.</summary>
    public const long Dropped = 7;

    public IObserver<int>? Observer { get; private set; }

    public int Disposals { get; private set; }

    /// <summary>Thrown by a subscription.</summary>
    public Exception? Failure { get; set; }

    public Action? WhenSubscribed { get; set; }

    public IDisposable Subscribe(IObserver<int> observer)
    {
        if (Failure is not null)
            throw Failure;
        Observer = observer;
        WhenSubscribed?.Invoke();
        return new Subscription(this);
    }

    private sealed class Subscription(ColdSource source) : IPeerSubscription
    {
        public long DroppedItems => Dropped;

        public void Dispose() => source.Disposals++;
    }
}
