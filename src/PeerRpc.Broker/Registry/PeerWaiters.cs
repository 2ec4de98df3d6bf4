namespace PeerRpc.Broker.Registry;

/// <summary>Who waits for which peer id, in the order of their arrival. Not for several threads at a time.</summary>
internal sealed class PeerWaiters
{
    private readonly Dictionary<string, SortedDictionary<long, IPeerWaiter>> _byId = new(StringComparer.Ordinal);
    private long _lastPlace;

    /// <summary>How many wait.</summary>
    public int Count { get; private set; }

    public void Add(string peerId, IPeerWaiter waiter)
    {
        if (waiter.Place == 0)
            waiter.Place = ++_lastPlace;
        if (!_byId.TryGetValue(peerId, out SortedDictionary<long, IPeerWaiter>? waiting))
            _byId.Add(peerId, waiting = []);
        if (waiting.TryAdd(waiter.Place, waiter))
            Count++;
    }

    /// <summary>Forgets a waiter; does nothing if it does not wait.</summary>
    public void Remove(string peerId, IPeerWaiter waiter)
    {
        if (!_byId.TryGetValue(peerId, out SortedDictionary<long, IPeerWaiter>? waiting)
            || !waiting.Remove(waiter.Place))
        {
            return;
        }
        Count--;
        if (waiting.Count == 0)
            _byId.Remove(peerId);
    }

    /// <summary>Takes out all that wait for an id.</summary>
    public IReadOnlyCollection<IPeerWaiter> Take(string peerId)
    {
        if (!_byId.Remove(peerId, out SortedDictionary<long, IPeerWaiter>? waiting))
            return [];
        Count -= waiting.Count;
        return waiting.Values;
    }
}
