using Microsoft.Extensions.Logging;
using PeerRpc.Client.Events;

namespace PeerRpc.Client.Reconciliation;

/// <summary>
/// What is known of the members of a group, for everybody who wants to follow it, also where the members had to be
/// followed anew. For any thread.
/// </summary>
/// <param name="logger">Told of observers that throw.</param>
internal sealed class MemberUpdates(ILogger logger)
{
    // Held while observers are told, so that each sees every change once and in order.
    private readonly Lock _gate = new();
    private readonly Observers<PeerDirectoryUpdate> _observers = new(logger);
    private PeerDirectoryUpdate? _last;
    private bool _isAnew;
    private bool _hasEnded;

    /// <summary>Subscribes; the observer is told at once what is known.</summary>
    public IDisposable Subscribe(IObserver<PeerDirectoryUpdate> observer)
    {
        lock (_gate)
        {
            IDisposable subscription = _observers.Subscribe(observer, _last is { } last ? [AllOf(last)] : []);
            if (_hasEnded)
                _observers.End(null);
            return subscription;
        }
    }

    /// <summary>Something has changed.</summary>
    public void Tell(PeerDirectoryUpdate update)
    {
        lock (_gate)
        {
            // Who follows anew is told of those who are there alone.
            if (_isAnew && _last is { } last)
                update = new PeerDirectoryUpdate
                {
                    Peers = update.Peers,
                    Changed = update.Changed,
                    Gone = [.. last.Peers.Keys.Where(id => !update.Peers.ContainsKey(id))],
                };
            _isAnew = false;
            _last = update;
            _observers.Next(update);
        }
    }

    /// <summary>They cannot be followed; what comes next is of somebody who follows anew.</summary>
    public void Lose()
    {
        lock (_gate)
        {
            _isAnew = true;
            if (_last is not { IsStale: false } last)
                return;
            _last = new PeerDirectoryUpdate { Peers = last.Peers, IsStale = true };
            _observers.Next(_last);
        }
    }

    /// <summary>There are no more.</summary>
    public void End()
    {
        lock (_gate)
        {
            _hasEnded = true;
            _observers.End(null);
        }
    }

    private static PeerDirectoryUpdate AllOf(PeerDirectoryUpdate last) => new()
    {
        Peers = last.Peers,
        Changed = [.. last.Peers.Values],
        IsStale = last.IsStale,
    };
}
