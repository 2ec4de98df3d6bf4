namespace PeerRpc.CodeGeneration;

/// <summary>Items of another peer: subscribing to them is the call.</summary>
internal sealed class ColdObservable<T>(
    Func<CancellationToken, Task<IObservable<T>>> call, CancellationToken cancellationToken) : IObservable<T>
{
    public IDisposable Subscribe(IObserver<T> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var subscription = new ColdSubscription<T>(observer, cancellationToken);
        subscription.Start(call);
        return subscription;
    }
}
