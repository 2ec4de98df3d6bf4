using Microsoft.Extensions.Logging;

namespace PeerRpc.Client;

/// <summary>The state of a client's connection, for everybody who wants to follow it.</summary>
/// <param name="logger">Told of observers that throw.</param>
internal sealed partial class ConnectionStates(ILogger logger) : IObservable<PeerConnectionChange>
{
    // Held while observers are told, so that each sees every change once and in order.
    private readonly Lock _gate = new();
    private readonly List<IObserver<PeerConnectionChange>> _observers = [];
    private volatile PeerConnectionChange _current = new(PeerConnectionState.Connecting, "");

    /// <summary>The state now. Without the gate: an observer may wait for somebody who asks.</summary>
    public PeerConnectionState Current => _current.State;

    public IDisposable Subscribe(IObserver<PeerConnectionChange> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        lock (_gate)
        {
            _observers.Add(observer);
            Tell(observer, _current);
        }
        return new Subscription(this, observer);
    }

    public void Change(PeerConnectionState state, string reason)
    {
        lock (_gate)
        {
            if (_current.State == PeerConnectionState.Closed)
                return;
            _current = new PeerConnectionChange(state, reason);
            foreach (IObserver<PeerConnectionChange> observer in _observers.ToArray())
                Tell(observer, _current);
        }
    }

    private void Tell(IObserver<PeerConnectionChange> observer, PeerConnectionChange change)
    {
        try
        {
            observer.OnNext(change);
            if (change.State == PeerConnectionState.Closed)
                observer.OnCompleted();
        }
        catch (Exception exception)
        {
            // Observers are anybody's; one that throws must not keep the client from reconnecting.
            Log.ObserverFailed(logger, exception);
            _observers.Remove(observer);
        }
    }

    private void Remove(IObserver<PeerConnectionChange> observer)
    {
        lock (_gate)
            _observers.Remove(observer);
    }

    private sealed class Subscription(ConnectionStates states, IObserver<PeerConnectionChange> observer) : IDisposable
    {
        public void Dispose() => states.Remove(observer);
    }

    private static partial class Log
    {
        [LoggerMessage(206, LogLevel.Warning, "An observer of the connection's state threw and is told no more.")]
        public static partial void ObserverFailed(ILogger logger, Exception exception);
    }
}
