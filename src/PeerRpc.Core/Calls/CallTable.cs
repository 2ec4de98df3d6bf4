namespace PeerRpc.Core.Calls;

/// <summary>The calls of a link's end that have no outcome yet or keep a place. Guarded by the link's gate.</summary>
internal sealed class CallTable
{
    private readonly IdTable<PendingCall> _calls = new();
    private ulong _nextId = 1;

    public int Count => _calls.Count;

    public IEnumerable<PendingCall> All => _calls.Values;

    /// <summary>Adds a call, under an id that is never used again.</summary>
    public void Add(PendingCall call)
    {
        call.Id = _nextId++;
        _calls.Add(call.Id, call);
    }

    public void Remove(PendingCall call) => _calls.Remove(call.Id, out _);

    public PendingCall? Find(ulong id) => _calls.Find(id);

    /// <summary>Takes a call out that the callee has ended; null if it was given up and forgotten.</summary>
    /// <returns>False if it was never made.</returns>
    public bool TryTake(ulong id, out PendingCall? call)
    {
        call = null;
        if (id == 0 || id >= _nextId)
            return false;
        _calls.Remove(id, out call);
        return true;
    }

    /// <summary>The calls whose deadline has passed and that have no outcome.</summary>
    /// <param name="now">The time on the link's clock.</param>
    /// <param name="next">The next deadline after that.</param>
    public List<PendingCall> FindExpired(long now, out long next)
    {
        next = long.MaxValue;
        List<PendingCall> expired = [];
        foreach (PendingCall call in _calls.Values)
        {
            if (call.IsFinished)
                continue;
            if (call.Deadline <= now)
                expired.Add(call);
            else
                next = Math.Min(next, call.Deadline);
        }
        return expired;
    }

    public void Clear() => _calls.Clear();
}
