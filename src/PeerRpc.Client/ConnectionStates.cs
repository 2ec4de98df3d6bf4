using Microsoft.Extensions.Logging;
using PeerRpc.Client.Events;

namespace PeerRpc.Client;

/// <summary>The state of a client's connection, for everybody who wants to follow it. For any thread.</summary>
/// <param name="logger">Told of observers that throw.</param>
internal sealed class ConnectionStates(ILogger logger) : IObservable<PeerConnectionChange>
{
    private readonly Announcements<PeerConnectionChange> _announcements = new(logger);
    private readonly Lock _gate = new(); // guards the changes of what follows
    private volatile PeerConnectionChange _current = new(PeerConnectionState.Connecting, "");

    /// <summary>The state now.</summary>
    public PeerConnectionState Current => _current.State;

    /// <summary>Subscribes to changes; the observer is told the present state first.</summary>
    public IDisposable Subscribe(IObserver<PeerConnectionChange> observer)
    {
        IDisposable subscription;
        lock (_gate)
            subscription = _announcements.Admit(observer, [_current]);
        _announcements.Tell();
        return subscription;
    }

    /// <summary>The state is another one. After the last one there is none.</summary>
    public void Change(PeerConnectionState state, string reason)
    {
        lock (_gate)
        {
            if (_current.State == PeerConnectionState.Closed)
                return;
            _current = new PeerConnectionChange(state, reason);
            _announcements.Next(_current);
            if (state == PeerConnectionState.Closed)
                _announcements.End();
        }
        _announcements.Tell();
    }
}
