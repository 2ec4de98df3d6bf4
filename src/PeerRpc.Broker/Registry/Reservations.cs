using Microsoft.Extensions.Options;

namespace PeerRpc.Broker.Registry;

/// <summary>The peer ids that are kept for owners who lost their connection. For any thread.</summary>
/// <remarks>
/// All last equally long, so the order in which they were made is that in which they end: one list, and one timer that
/// is set for the first of it. What is over counts as gone whether or not the timer has fired; the timer frees the
/// memory, and tells those who watch the directory.
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

    /// <summary>Told of ids that nobody has any more; outside the gate. To be set before there are any.</summary>
    public Action<string>? Ended { get; set; }

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
    /// <param name="listing">What is known of who had it.</param>
    /// <param name="owner">For whom.</param>
    public void Add(PeerListing listing, PeerOwner owner)
    {
        if (_window <= TimeSpan.Zero || _limit == 0)
            return;
        string? displaced = null;
        lock (_gate)
        {
            Forget(listing.PeerId);
            if (_byId.Count == _limit)
                Forget(displaced = _inOrder.First!.Value.Listing.PeerId);
            _byId.Add(listing.PeerId, _inOrder.AddLast(new Reservation(owner, Now + _window, listing)));
            SetTimer();
        }
        if (displaced is not null)
            Ended?.Invoke(displaced);
    }

    /// <summary>What is known of those that are kept.</summary>
    public IReadOnlyList<PeerListing> List()
    {
        lock (_gate)
        {
            TimeSpan now = Now;
            return [.. _inOrder.Where(reservation => reservation.Until > now).Select(r => r.Listing)];
        }
    }

    /// <summary>What is known of who had an id that is kept; null if it is not.</summary>
    public PeerListing? FindListing(string peerId)
    {
        lock (_gate)
        {
            return _byId.TryGetValue(peerId, out LinkedListNode<Reservation>? node) && node.Value.Until > Now
                ? node.Value.Listing
                : null;
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
        List<string> ended = [];
        lock (_gate)
        {
            _timerRuns = false;
            while (_inOrder.First is { } first && first.Value.Until <= Now)
            {
                ended.Add(first.Value.Listing.PeerId);
                Forget(first.Value.Listing.PeerId);
            }
            SetTimer();
        }
        foreach (string peerId in ended)
            Ended?.Invoke(peerId);
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
