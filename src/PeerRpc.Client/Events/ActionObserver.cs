namespace PeerRpc.Client.Events;

/// <summary>An observer that takes no notice of the end.</summary>
internal sealed class ActionObserver<T> : IObserver<T>
{
    private readonly Action<T> _next;

    public ActionObserver(Action<T> next)
    {
        ArgumentNullException.ThrowIfNull(next);
        _next = next;
    }

    public void OnNext(T value) => _next(value);

    public void OnError(Exception error)
    {
        // Whoever wants to know has an observer.
    }

    public void OnCompleted()
    {
        // The same.
    }
}
