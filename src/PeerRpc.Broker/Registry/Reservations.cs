using Microsoft.Extensions.Options;

namespace PeerRpc.Broker.Registry;

/// <summary>The peer ids that are kept for owners who lost their connection. For any thread.</summary>
/// <remarks>
/// All last equally long, so the order in which they were made is that in which they end: one list, and one timer that
/// is set for the first of it. The timer only frees memory; what is over counts as gone whether or not it has fired.
/// </remarks>
internal sealed class Reservations : IDisposable
{
    // A timer may fire a little early, and must not be set again for nothing.
    private static readonly TimeSpan ShortestDelay = TimeSpan.FromMilliseconds(1);

    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly TimeSpan _window;
    private readonly int _limit;
    private readonly ITimer _timer;
    private readonly Lock _gate = new(); // guards everything below
    private readonly Dictionary<string, LinkedListNode<Reservation>> _byId = new(StringComparer.Ordinal);
    private readonly LinkedList<Reservation> _inOrder = [];
    private bool _timerRuns;

    public Reservations(TimeProvider time, IOptions<PeerBrokerOptions> options)
    {
        _time = time;
        _start = time.GetTimestamp();
        _window = options.Value.ResumeWindow;
        _limit = options.Value.MaxReservedPeerIds;
        _timer = time.CreateTimer(
            static state => ((Reservations)state!).Expire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many there are, those included that are over and not yet forgotten.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _byId.Count;
        }
    }

    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>Keeps an id that has just become free; the oldest reservation goes if there are too many.</summary>
    public void Add(string peerId, PeerOwner owner)
    {
        if (_window <= TimeSpan.Zero || _limit == 0)
            return;
        lock (_gate)
        {
            Forget(peerId);
            if (_byId.Count == _limit)
                Forget(_inOrder.First!.Value.PeerId);
            _byId.Add(peerId, _inOrder.AddLast(new Reservation(peerId, owner, Now + _window)));
            SetTimer();
        }
    }

    /// <summary>Finds for whom an id is kept; null if for nobody.</summary>
    /// <param name="peerId">The id.</param>
    /// <param name="remaining">How long it still is.</param>
    public PeerOwner? Find(string peerId, out TimeSpan remaining)
    {
        lock (_gate)
        {
            remaining = _byId.TryGetValue(peerId, out LinkedListNode<Reservation>? node)
                ? node.Value.Until - Now
                : TimeSpan.Zero;
            return remaining > TimeSpan.Zero ? node!.Value.Owner : null;
        }
    }

    /// <summary>Ends a reservation; does nothing if there is none.</summary>
    public void Remove(string peerId)
    {
        lock (_gate)
            Forget(peerId);
    }

    public void Dispose() => _timer.Dispose();

    private void Forget(string peerId)
    {
        if (_byId.Remove(peerId, out LinkedListNode<Reservation>? node))
            _inOrder.Remove(node);
    }

    private void Expire()
    {
        lock (_gate)
        {
            _timerRuns = false;
            while (_inOrder.First is { } first && first.Value.Until <= Now)
                Forget(first.Value.PeerId);
            SetTimer();
        }
    }

    private void SetTimer()
    {
        if (_timerRuns || _inOrder.First is not { } first)
            return;
        TimeSpan delay = first.Value.Until - Now;
        _timerRuns = true;
        _timer.Change(delay > ShortestDelay ? delay : ShortestDelay, Timeout.InfiniteTimeSpan);
    }
}
