using PeerRpc.Client.Events;

namespace PeerRpc.Client;

/// <summary>Something that a client tells of, to whoever subscribes.</summary>
/// <remarks>
/// Observers are told one thing after another, and must not block: what is told waits behind them. One that throws is
/// logged, and told no more. Subscribing, and ending a subscription, is possible from any thread.
/// </remarks>
/// <typeparam name="T">What is told.</typeparam>
public sealed class PeerEvents<T> : IObservable<T>
{
    private readonly Func<IObserver<T>, IDisposable> _subscribe;

    internal PeerEvents(Func<IObserver<T>, IDisposable> subscribe) => _subscribe = subscribe;

    /// <summary>Subscribes.</summary>
    /// <param name="observer">Told of everything, and of the end.</param>
    /// <returns>Ends the subscription when disposed.</returns>
    public IDisposable Subscribe(IObserver<T> observer) => _subscribe(observer);

    /// <summary>Subscribes without an observer of one's own; whoever wants to know of the end needs one.</summary>
    /// <param name="next">Told of everything.</param>
    /// <returns>Ends the subscription when disposed.</returns>
    public IDisposable Subscribe(Action<T> next) => _subscribe(new ActionObserver<T>(next));
}
